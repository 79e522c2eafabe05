import Foundation

extension ScoreSummary: TerminalText {
  /// The closing summary for a terminal.
  func text(for terminal: Terminal) -> String {
    var page = Page(for: terminal, labelWidth: 29)
    page.addTitle("Scored \(snapshot)", "\(seconds.asDuration), \(peakBytes.asBytes)")
    if let prescored { prescored.add(to: &page) }
    page.addSection(
      "Notes by status",
      "\(notes.grouped) notes, \(ratings.grouped) ratings, \(raters.grouped) raters")
    page.addBars([
      ("Helpful", statuses.helpful), ("Not helpful", statuses.notHelpful),
      ("Needs more ratings", statuses.needsMoreRatings),
    ])
    page.addSection("Decided by")
    page.addBars(
      decidedBy.map { ($0.rule.split(separator: " ").first.map(String.init) ?? "", $0.notes) })
    if let core {
      page.addSection(
        "Core model",
        "\(core.notesFitted.grouped) of \(core.notesInScope.grouped) notes in its scope fitted")
      page.addRow("Helpful raters", core.helpfulRaters.grouped, remark: "early ratings stood up")
      page.addRow("Raters fitted", core.ratersFitted.grouped)
      page.addBars(
        [
          ("on the negative side", core.ratersNegative),
          ("on the positive side", core.ratersPositive),
        ], of: core.ratersFitted)
    }
    page.addShortfalls(shortfalls)
    page.addStages(stages)
    page.addRemarks(remarks)
    page.addSection("Results are in \(output)")
    page.addSection("Why a note has its status", "commonground explain --output \(output) NOTE")
    return page.text
  }
}

extension Page {
  /// Adds how long each stage took.
  mutating func addStages(_ stages: [StageClock.Stage]) {
    addSection("Time and memory by stage")
    for stage in stages {
      addRow(stage.title, stage.seconds.asDuration, remark: "up to \(stage.peakBytes.asBytes)")
    }
  }

  /// Adds which models could not run: one item a reason.
  fileprivate mutating func addShortfalls(_ shortfalls: [ScoreSummary.Shortfall]) {
    guard !shortfalls.isEmpty else { return }
    addSection("Models that could not run", "they have no say; no status comes from guessing")
    var reasons: [String] = []
    for shortfall in shortfalls where !reasons.contains(shortfall.reason) {
      reasons.append(shortfall.reason)
    }
    for reason in reasons {
      let models = shortfalls.filter { $0.reason == reason }.map(\.model)
      addItem("\(models.joined(separator: ", ")): \(reason).", .yellow)
    }
  }

  /// Adds what the reader of a result should know.
  mutating func addRemarks(_ remarks: [String]) {
    guard !remarks.isEmpty else { return }
    addSection("To know")
    for remark in remarks { addItem(remark, .yellow) }
  }
}

extension Double {
  /// As a duration: 84 ms, 2.4 s, 12 min 5 s, 3 h 20 min.
  var asDuration: String {
    if self < 0.9995 { return String(format: "%.0f ms", self * 1000) }
    if self < 59.95 { return String(format: "%.1f s", self) }
    let seconds = Int(rounded())
    if seconds < 3600 { return "\(seconds / 60) min \(seconds % 60) s" }
    return "\(seconds / 3600) h \(seconds % 3600 / 60) min"
  }
}
