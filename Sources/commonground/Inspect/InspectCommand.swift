import ArgumentParser
import Foundation
import Snapshot

/// `commonground inspect`: prints what is in a snapshot.
struct InspectCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "inspect",
    abstract: "Show what is in a snapshot, and what is wrong with it.",
    discussion: """
      Reads a folder of the public download format and prints counts, dates, how ratings spread \
      over notes and raters, and rows that contradict each other.

      Example:
        commonground inspect demo
      """)

  @Argument(
    help: ArgumentHelp(
      "Folder with notes, ratings and, if there, the other tables.", valueName: "snapshot"))
  var path: String

  @Flag(help: "Leave out rows that cannot be read, and say how many.")
  var skipBadRows = false

  @Flag(help: "Print JSON for programs instead of a page for people.")
  var json = false

  func run() throws {
    let (snapshot, report) = try SnapshotReader(skipBadRows: skipBadRows).read(folder: path)
    let inspection = Inspection(path: path, snapshot, report)
    if json {
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
      print(String(decoding: try encoder.encode(inspection), as: UTF8.self))
    } else {
      print(InspectionText.render(inspection, for: .standardOutput), terminator: "")
    }
  }
}

extension Inspection {
  init(path: String, _ snapshot: Snapshot, _ report: ReadReport) {
    self.path = path
    tables = PublicTable.allCases.compactMap { kind in
      report.tables[kind].map { table in
        Table(
          name: kind.rawValue, files: table.files, bytes: table.bytes, rows: table.rows,
          repeatedRows: table.repeatedRows, skippedRows: table.skippedRows,
          firstErrors: table.firstErrors.map(\.description))
      }
    }
    missingTables = report.missing.map(\.rawValue)
    summary = SnapshotSummary(snapshot)
  }
}
