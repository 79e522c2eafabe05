import Factorization
import Scoring
import Snapshot

/// What prescoring alone found, in numbers: the closing summary, and the answer of `--json`.
struct PrescoreSummary: Encodable {
  var phase = ScorePhase.prescoring
  var snapshot: String
  var output: String
  /// Milliseconds since the epoch up to which there were data.
  var now: Int64
  var notes: Int
  var ratings: Int
  /// By name.
  var models: [Model]
  /// What the reader of the result should know.
  var remarks: [String]
  var stages: [StageClock.Stage]
  var seconds: Double
  var peakBytes: Int

  /// What one model learned.
  struct Model: Encodable {
    var name: String
    var notes: Int
    var ratersFitted: Int
    var helpfulRaters: Int
  }

  init(
    _ state: ScoringState, report: ReadReport, snapshot: String, output: String, clock: StageClock
  ) {
    self.snapshot = snapshot
    self.output = output
    now = state.origin.now
    notes = state.origin.notes
    ratings = state.origin.ratings
    let learned = state.prescored.models
    models = learned.sorted { $0.key < $1.key }.map { name, model in
      Model(
        name: name, notes: model.notes.note.count,
        ratersFitted: model.raters.parameters.count { !$0.intercept.isNaN },
        helpfulRaters: model.raters.aboveHelpfulnessThreshold.count { $0 == true })
    }
    let absent = state.origin.models.filter { learned[$0] == nil }
    remarks = report.scoringRemarks
    if !absent.isEmpty {
      remarks.append(
        "Too few ratings to learn from, so that final scoring goes without them: "
          + absent.joined(separator: ", ") + ".")
    }
    stages = clock.stages
    seconds = clock.elapsedSeconds
    peakBytes = peakResidentBytes()
  }
}

extension PrescoreSummary: TerminalText {
  func text(for terminal: Terminal) -> String {
    var page = Page(for: terminal, labelWidth: 32)
    page.addTitle("Prescored \(snapshot)", "\(seconds.asDuration), \(peakBytes.asBytes)")
    page.addSection(
      "Raters fitted by model",
      "from \(notes.grouped) notes and \(ratings.grouped) ratings up to \(now.asDay)")
    for model in models { page.addRow(model.name, model.ratersFitted.grouped) }
    page.addStages(stages)
    page.addRemarks(remarks)
    page.addSection("The state is in \(output)/\(ScoringState.fileName)")
    page.addSection(
      "Score notes with it",
      "commonground score SNAPSHOT --final-only --prescored \(output) --output DIR")
    return page.text
  }
}
