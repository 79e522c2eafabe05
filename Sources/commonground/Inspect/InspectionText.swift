import Foundation
import NoteModel
import Snapshot

/// An inspection as a page for people.
///
/// All sections share four columns: label, count, share, bar.
struct InspectionText {
  private let inspection: Inspection
  private let terminal: Terminal
  private var lines: [String] = []

  private static let labelWidth = 23
  private static let countWidth = 12
  private static let shareWidth = 8

  /// The page, ending in a line break.
  static func render(_ inspection: Inspection, for terminal: Terminal) -> String {
    var text = InspectionText(inspection, terminal)
    text.addTables()
    text.addNotes()
    text.addRatings()
    text.addHistory()
    text.addEnrollment()
    text.addFindings()
    return text.lines.joined(separator: "\n") + "\n"
  }

  private init(_ inspection: Inspection, _ terminal: Terminal) {
    self.inspection = inspection
    self.terminal = terminal
  }

  private var summary: SnapshotSummary { inspection.summary }

  // MARK: - Sections

  private mutating func addTables() {
    let bytes = inspection.tables.reduce(0) { $0 + $1.bytes }
    title(inspection.path, bytes.asBytes)
    for table in inspection.tables {
      let files = table.files.count == 1 ? table.files[0] : "\(table.files.count) files"
      let size = table.bytes.asBytes
      addRow(Self.label(ofTable: table.name), table.rows, share: size, remark: files)
    }
    for name in inspection.missingTables {
      lines.append(
        "  " + Self.label(ofTable: name).padded(right: Self.labelWidth)
          + "none".padded(left: Self.countWidth))
    }
  }

  private mutating func addNotes() {
    section(
      "Notes",
      "\(summary.notes.grouped) on \(summary.posts.grouped) posts by \(summary.authors.grouped) "
        + "authors" + during(summary.notePeriod))
    addTallies(summary.classifications) { name in
      Classification.allCases.first { $0.name == name }.map {
        $0 == .misleading ? "misleading" : "not misleading"
      }
    }
  }

  private mutating func addRatings() {
    section(
      "Ratings",
      "\(summary.ratings.grouped) by \(summary.raters.grouped) raters"
        + during(summary.ratingPeriod))
    addTallies(summary.levels) { $0.replacing("_", with: " ").lowercased() }
    let sampled = summary.populationSampledRatings
    if sampled > 0 {
      addRow(
        "population sampled", sampled, share: sampled.share(of: summary.ratings),
        remark: "raters drawn at random")
    }
    add(summary.ratingsPerNote, "Ratings per note")
    let enough = summary.notesWithFiveRatings
    if summary.notes > 0 {
      addRow(
        "5 or more", enough, share: enough.share(of: summary.notes),
        remark: "enough to be scored")
    }
    add(summary.ratingsPerRater, "Ratings per rater")
  }

  private mutating func addHistory() {
    guard summary.historyRows > 0 else { return }
    section(
      "Status history",
      "\(summary.historyRows.grouped) notes, \(summary.lockedNotes.grouped) of them locked")
    addTallies(summary.statuses) { name in
      switch NoteStatus(name: name) {
      case .helpful: "helpful"
      case .notHelpful: "not helpful"
      case .needsMoreRatings: "needs more ratings"
      case .needsYourHelp, .firmReject, nil: name
      }
    }
  }

  private mutating func addEnrollment() {
    guard summary.enrollments > 0 else { return }
    section("Enrollment", "\(summary.enrollments.grouped) participants")
    addTallies(summary.enrollmentStates) { $0 }
    let names = ["CORE": "core", "EXPANSION": "expansion", "EXPANSION_PLUS": "expansion plus"]
    section("Modeling populations", "")
    addTallies(summary.modelingPopulations) { names[$0] }
    let largest = summary.modelingGroups.filter { !$0.name.isEmpty }
    section("Modeling groups", "\(largest.count) groups, the largest:")
    addTallies(Array(largest.prefix(5)), of: summary.enrollments) { "group \($0)" }
  }

  private mutating func addFindings() {
    let problems = summary.findings.filter(\.isError)
    let skipped = inspection.tables.filter { $0.skippedRows > 0 || $0.repeatedRows > 0 }
    lines.append("")
    if problems.isEmpty && skipped.isEmpty {
      lines.append(terminal.paint("No problems found.", .green))
    } else {
      lines.append(terminal.paint("Problems", .red))
      for table in skipped { add(table) }
      for finding in problems { add(finding, .red) }
    }
    let remarks = summary.findings.filter { !$0.isError }
    guard !remarks.isEmpty else { return }
    lines.append("")
    lines.append(terminal.paint("Worth knowing", .bold))
    for finding in remarks { add(finding, .yellow) }
  }

  // MARK: - Parts of sections

  private mutating func title(_ left: String, _ right: String) {
    let gap = max(2, terminal.width - left.count - right.count)
    lines.append(terminal.paint(left, .bold) + String(repeating: " ", count: gap) + right)
  }

  private mutating func section(_ name: String, _ detail: String) {
    lines.append("")
    if name.count + 2 + detail.count <= terminal.width {
      lines.append(terminal.paint(name, .bold) + (detail.isEmpty ? "" : "  " + detail))
    } else {
      lines.append(terminal.paint(name, .bold))
      lines += terminal.wrap(detail, indent: 2)
    }
  }

  private func row(_ label: String, _ count: Int) -> String {
    "  " + label.padded(right: Self.labelWidth) + count.grouped.padded(left: Self.countWidth)
  }

  /// Columns left for a bar or a remark.
  private var roomAfterShare: Int {
    terminal.width - (2 + Self.labelWidth + Self.countWidth + Self.shareWidth + 2)
  }

  /// A row with a remark in place of the bar, left out where it does not fit.
  private mutating func addRow(_ label: String, _ count: Int, share: String, remark: String) {
    let isFitting = remark.count <= roomAfterShare
    lines.append(
      row(label, count) + terminal.paint(share.padded(left: Self.shareWidth), .dim)
        + (isFitting ? "  " + terminal.paint(remark, .dim) : ""))
  }

  private func bar(_ count: Int, of largest: Int) -> String {
    let share = largest > 0 ? Double(count) / Double(largest) : 0
    let bar = terminal.bar(share, columns: roomAfterShare)
    return bar.isEmpty ? "" : "  " + terminal.paint(bar, .blue)
  }

  private mutating func addTallies(
    _ tallies: [SnapshotSummary.Tally], of whole: Int? = nil, label: (String) -> String?
  ) {
    let total = whole ?? tallies.reduce(0) { $0 + $1.count }
    let largest = tallies.map(\.count).max() ?? 0
    for tally in tallies {
      let name = tally.name.isEmpty ? "empty" : label(tally.name) ?? tally.name
      addBar(name, tally.count, total: total, largest: largest)
    }
  }

  private mutating func addBar(_ label: String, _ count: Int, total: Int, largest: Int) {
    let share = terminal.paint(count.share(of: total).padded(left: Self.shareWidth), .dim)
    lines.append(row(label, count) + share + bar(count, of: largest))
  }

  private mutating func add(_ histogram: Histogram, _ name: String) {
    guard histogram.total > 0 else { return }
    let mean = String(format: histogram.mean < 100 ? "%.1f" : "%.0f", histogram.mean)
    section(
      name,
      "median \(histogram.median.grouped), mean \(mean), most \(histogram.maximum.grouped)")
    let largest = histogram.bins.map(\.count).max() ?? 0
    for bin in histogram.bins {
      let range =
        bin.from == bin.through
        ? bin.from.grouped : "\(bin.from.grouped) \(terminal.dash) \(bin.through.grouped)"
      addBar(range, bin.count, total: histogram.total, largest: largest)
    }
  }

  private mutating func add(_ finding: SnapshotFinding, _ color: Terminal.Color) {
    var examples = finding.examples.map { id in
      id.count > 20 ? id.prefix(12) + terminal.ellipsis : id
    }
    if examples.count < finding.count { examples.append(terminal.ellipsis) }
    item(
      "\(finding.title): \(finding.count.grouped) (\(examples.joined(separator: ", "))). "
        + finding.meaning, color)
  }

  private mutating func add(_ table: Inspection.Table) {
    if table.skippedRows > 0 {
      item("Bad rows of \(table.name) left out: \(table.skippedRows.grouped). The first:", .red)
      for error in table.firstErrors { lines += terminal.wrap(error, indent: 6) }
    }
    if table.repeatedRows > 0 {
      item(
        "Rows of \(table.name) left out because they repeat an earlier one: "
          + table.repeatedRows.grouped,
        .yellow)
    }
  }

  private mutating func item(_ text: String, _ color: Terminal.Color) {
    let wrapped = terminal.wrap(text, indent: 4)
    for (number, line) in wrapped.enumerated() {
      let mark = number == 0 ? "  " + terminal.paint(terminal.bullet, color) + " " : "    "
      lines.append(mark + line.dropFirst(4))
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
    let first = Self.day(period.first)
    let last = Self.day(period.last)
    return ", " + (first == last ? first : "\(first) \(terminal.dash) \(last)")
  }

  /// The UTC day as in 2026-07-16.
  private static func day(_ millis: Int64) -> String {
    Date(timeIntervalSince1970: Double(millis) / 1000)
      .formatted(.iso8601.year().month().day())
  }
}

extension String {
  fileprivate func padded(right width: Int) -> String {
    self + String(repeating: " ", count: max(0, width - count))
  }

  fileprivate func padded(left width: Int) -> String {
    String(repeating: " ", count: max(0, width - count)) + self
  }
}
