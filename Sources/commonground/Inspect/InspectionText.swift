import Foundation
import NoteModel
import Snapshot

/// An inspection as a page for people.
struct InspectionText {
  private let inspection: Inspection
  private let terminal: Terminal
  private var page: Page

  /// The page, ending in a line break.
  static func render(_ inspection: Inspection, for terminal: Terminal) -> String {
    var text = InspectionText(inspection, terminal)
    text.addTables()
    text.addNotes()
    text.addRatings()
    text.addHistory()
    text.addEnrollment()
    text.addProblems()
    text.addRemarks()
    return text.page.text
  }

  private init(_ inspection: Inspection, _ terminal: Terminal) {
    self.inspection = inspection
    self.terminal = terminal
    page = Page(for: terminal)
  }

  private var summary: SnapshotSummary { inspection.summary }

  // MARK: - Sections

  private mutating func addTables() {
    let bytes = inspection.tables.reduce(0) { $0 + $1.bytes }
    page.addTitle(inspection.path, bytes.asBytes)
    for table in inspection.tables {
      let files = table.files.count == 1 ? table.files[0] : "\(table.files.count) files"
      page.addRow(
        Self.label(ofTable: table.name), table.rows, share: table.bytes.asBytes, remark: files)
    }
    for name in inspection.missingTables { page.addRow(Self.label(ofTable: name), "none") }
  }

  private mutating func addNotes() {
    page.addSection(
      "Notes",
      "\(summary.notes.grouped) on \(summary.posts.grouped) posts by \(summary.authors.grouped) "
        + "authors" + during(summary.notePeriod))
    page.addBars(
      rows(summary.classifications) { name in
        switch Classification.allCases.first(where: { $0.name == name }) {
        case .misleading: "misleading"
        case .notMisleading: "not misleading"
        case nil: name
        }
      })
  }

  private mutating func addRatings() {
    page.addSection(
      "Ratings",
      "\(summary.ratings.grouped) by \(summary.raters.grouped) raters"
        + during(summary.ratingPeriod))
    page.addBars(rows(summary.levels) { $0.replacing("_", with: " ").lowercased() })
    let sampled = summary.populationSampledRatings
    if sampled > 0 {
      page.addRow(
        "population sampled", sampled, share: sampled.share(of: summary.ratings),
        remark: "raters drawn at random")
    }
    add(summary.ratingsPerNote, "Ratings per note")
    let enough = summary.notesWithFiveRatings
    if summary.notes > 0 {
      page.addRow(
        "5 or more", enough, share: enough.share(of: summary.notes),
        remark: "enough to be scored")
    }
    add(summary.ratingsPerRater, "Ratings per rater")
  }

  private mutating func addHistory() {
    guard summary.historyRows > 0 else { return }
    page.addSection(
      "Status history",
      "\(summary.historyRows.grouped) notes, \(summary.lockedNotes.grouped) of them locked")
    page.addBars(
      rows(summary.statuses) { name in
        switch NoteStatus(name: name) {
        case .helpful: "helpful"
        case .notHelpful: "not helpful"
        case .needsMoreRatings: "needs more ratings"
        case .needsYourHelp, .firmReject, nil: name
        }
      })
  }

  private mutating func addEnrollment() {
    guard summary.enrollments > 0 else { return }
    page.addSection("Enrollment", "\(summary.enrollments.grouped) participants")
    page.addBars(rows(summary.enrollmentStates) { $0 })
    page.addSection("Modeling populations")
    page.addBars(
      rows(summary.modelingPopulations) { $0.replacing("_", with: " ").lowercased() })
    let groups = summary.modelingGroups.filter { !$0.name.isEmpty }
    page.addSection("Modeling groups", "\(groups.count.grouped) groups, the largest:")
    page.addBars(
      rows(Array(groups.prefix(5))) { "group \($0)" }, of: summary.enrollments)
  }

  private mutating func addProblems() {
    let problems = summary.findings.filter(\.isError)
    let skipped = inspection.tables.filter { $0.skippedRows > 0 || $0.repeatedRows > 0 }
    guard !problems.isEmpty || !skipped.isEmpty else {
      page.addSection("No problems found.", color: .green)
      return
    }
    page.addSection("Problems", color: .red)
    for table in skipped { add(table) }
    for finding in problems { add(finding, .red) }
  }

  private mutating func addRemarks() {
    let remarks = summary.findings.filter { !$0.isError }
    guard !remarks.isEmpty else { return }
    page.addSection("Worth knowing")
    for finding in remarks { add(finding, .yellow) }
  }

  // MARK: - Parts of sections

  private func rows(
    _ tallies: [SnapshotSummary.Tally], label: (String) -> String
  ) -> [(label: String, count: Int)] {
    tallies.map { (label: $0.name.isEmpty ? "empty" : label($0.name), count: $0.count) }
  }

  private mutating func add(_ histogram: Histogram, _ name: String) {
    guard histogram.total > 0 else { return }
    let mean = String(format: histogram.mean < 100 ? "%.1f" : "%.0f", histogram.mean)
    page.addSection(
      name,
      "median \(histogram.median.grouped), mean \(mean), most \(histogram.maximum.grouped)")
    page.addBars(
      histogram.bins.map { bin in
        let isSingle = bin.from == bin.through
        let range = "\(bin.from.grouped) \(terminal.dash) \(bin.through.grouped)"
        return (label: isSingle ? bin.from.grouped : range, count: bin.count)
      })
  }

  private mutating func add(_ finding: SnapshotFinding, _ color: Terminal.Color) {
    var examples = finding.examples.map { id in
      id.count > 20 ? id.prefix(12) + terminal.ellipsis : id
    }
    if examples.count < finding.count { examples.append(terminal.ellipsis) }
    page.addItem(
      "\(finding.title): \(finding.count.grouped) (\(examples.joined(separator: ", "))). "
        + finding.meaning, color)
  }

  private mutating func add(_ table: Inspection.Table) {
    if table.skippedRows > 0 {
      page.addItem(
        "Bad rows of \(table.name) left out: \(table.skippedRows.grouped). The first:", .red)
      for error in table.firstErrors { page.addDetail(error) }
    }
    if table.repeatedRows > 0 {
      page.addItem(
        "Rows of \(table.name) left out because they repeat an earlier one: "
          + "\(table.repeatedRows.grouped).", .yellow)
    }
  }

  // MARK: - Words

  private static func label(ofTable name: String) -> String {
    switch name {
    case "noteStatusHistory": "status history"
    case "userEnrollment": "enrollment"
    case "noteRequests": "note requests"
    default: name
    }
  }

  private func during(_ period: SnapshotSummary.Period?) -> String {
    guard let period else { return "" }
    let first = period.first.asDay
    let last = period.last.asDay
    return ", " + (first == last ? first : "\(first) \(terminal.dash) \(last)")
  }
}
