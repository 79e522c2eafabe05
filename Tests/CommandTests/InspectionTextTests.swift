import Simulation
import Snapshot
import Testing

@testable import commonground

private func inspection(
  skipped: Int = 0, change: (inout Snapshot) -> Void = { _ in }
) throws -> Inspection {
  var community = Community()
  community.raters = 200
  community.notes = 200
  community.ratings = 4_000
  community.coordinatedGroups.count = 0
  var snapshot = try community.snapshot()
  change(&snapshot)
  return Inspection(
    path: "demo",
    tables: [
      Inspection.Table(
        name: "notes", files: ["notes-00000.tsv"], bytes: 70_000, rows: 194, repeatedRows: 0,
        skippedRows: 0, firstErrors: []),
      Inspection.Table(
        name: "ratings", files: ["ratings-00000.tsv", "ratings-00001.tsv"], bytes: 790_000,
        rows: 4_000, repeatedRows: 0, skippedRows: skipped,
        firstErrors: skipped > 0 ? ["ratings-00000.tsv, line 7: too short."] : []),
    ],
    missingTables: ["noteRequests"], summary: SnapshotSummary(snapshot))
}

@Suite("The page that inspect prints")
struct InspectionTextTests {
  @Test("keeps within the terminal's width", arguments: [60, 80, 100])
  func width(columns: Int) throws {
    let page = InspectionText.render(try inspection(), for: Terminal(width: columns))
    for line in page.split(separator: "\n") {
      #expect(line.count <= columns, "\(line)")
    }
  }

  @Test("is plain ASCII where Unicode cannot be shown")
  func ascii() throws {
    let page = InspectionText.render(try inspection(), for: Terminal(isUnicode: false))
    #expect(page.allSatisfy { $0.isASCII })
    #expect(page.contains("####"))
  }

  @Test("has no escape codes without colours, and the same words with them")
  func color() throws {
    let found = try inspection()
    let plain = InspectionText.render(found, for: Terminal())
    let painted = InspectionText.render(found, for: Terminal(hasColor: true))
    #expect(!plain.contains("\u{1B}"))
    #expect(painted.contains("\u{1B}[1mNotes\u{1B}[0m"))
    #expect(painted.replacing(#/\u{1B}\[[0-9]+m/#, with: "") == plain)
  }

  @Test("lists tables with their files, and those that are missing")
  func tables() throws {
    let page = InspectionText.render(try inspection(), for: Terminal())
    #expect(page.contains("  notes                           194   70 kB  notes-00000.tsv\n"))
    #expect(page.contains("  ratings                       4,000  790 kB  2 files\n"))
    #expect(page.contains("  note requests                  none\n"))
  }

  @Test("says that no problems were found")
  func clean() throws {
    let page = InspectionText.render(try inspection(), for: Terminal())
    #expect(page.contains("No problems found.\n"))
    #expect(page.contains("Worth knowing\n"))
  }

  @Test("explains contradictions and skipped rows")
  func problems() throws {
    let found = try inspection(skipped: 3) { $0.history.createdAtMillis[0] += 1 }
    let page = InspectionText.render(found, for: Terminal(width: 100))
    #expect(page.contains("Problems\n"))
    #expect(page.contains("• Bad rows of ratings left out: 3. The first:"))
    #expect(page.contains("ratings-00000.tsv, line 7: too short."))
    #expect(page.contains("• Notes with another creation time in the status history: 1 ("))
    #expect(!page.contains("No problems found."))
  }

  @Test("counts what the summary counts")
  func counts() throws {
    let found = try inspection()
    let page = InspectionText.render(found, for: Terminal())
    #expect(page.contains("Ratings  \(found.summary.ratings.grouped) by"))
    #expect(page.contains("Status history  \(found.summary.historyRows.grouped) notes"))
  }
}
