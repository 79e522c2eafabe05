import Factorization
import NoteModel
import Scoring
import Snapshot

/// What a run of `score` found, in numbers: the closing summary, and the answer of `--json`.
struct ScoreSummary: Encodable {
  var phase: ScorePhase
  var snapshot: String
  var output: String
  /// The state that final scoring started from; nil where both phases ran.
  var prescored: PrescoredSource?
  /// Milliseconds since the epoch for which statuses were decided.
  var now: Int64
  var notes: Int
  /// Of these, the notes that this run scored; the others keep the scores of the earlier run.
  var scored: Int
  var ratings: Int
  var raters: Int
  var statuses: Statuses
  /// Notes by the rule that decided, most first.
  var decidedBy: [Decider]
  var core: Core?
  /// Models that could not run, and why.
  var shortfalls: [Shortfall]
  /// What the reader of the result should know.
  var remarks: [String]
  var stages: [StageClock.Stage]
  var seconds: Double
  var peakBytes: Int

  struct Statuses: Encodable {
    var helpful = 0
    var notHelpful = 0
    var needsMoreRatings = 0
  }

  struct Decider: Encodable {
    var rule: String
    var notes: Int
  }

  struct Shortfall: Encodable {
    var model: String
    var reason: String
  }

  /// The core model in numbers.
  struct Core: Encodable {
    var notesInScope: Int
    var notesFitted: Int
    var ratersFitted: Int
    var helpfulRaters: Int
    /// Fitted raters on the two sides of the viewpoint axis.
    var ratersNegative: Int
    var ratersPositive: Int
    var globalIntercept: Float?
  }

  init(
    _ result: ScoredSnapshot, _ size: SnapshotSize, report: ReadReport, snapshot: String,
    output: String, prescored: PrescoredSource?, clock: StageClock
  ) {
    phase = prescored == nil ? .whole : .final
    self.prescored = prescored
    self.snapshot = snapshot
    self.output = output
    now = result.now
    notes = result.history.count
    ratings = size.ratings
    raters = size.raters
    scored = result.notes.isKnown.count { $0 }
    statuses = Statuses()
    var deciders = [Int](repeating: 0, count: result.history.decidedByNames.count)
    for row in 0..<result.history.count {
      switch result.history.currentStatus[row] {
      case .helpful: statuses.helpful += 1
      case .notHelpful: statuses.notHelpful += 1
      default: statuses.needsMoreRatings += 1
      }
      if let decider = result.history.currentDecidedBy[row] { deciders[Int(decider)] += 1 }
    }
    decidedBy = zip(result.history.decidedByNames, deciders).filter { $1 > 0 }
      .sorted { ($1.1, $0.0) < ($0.1, $1.0) }.map { Decider(rule: $0, notes: $1) }
    core = Core(result)
    shortfalls = result.models.shortfalls.map {
      Shortfall(model: $0.model, reason: $0.reason.description)
    }
    remarks = (prescored?.remarks ?? []) + Self.remarks(result, report)
    stages = clock.stages
    seconds = clock.elapsedSeconds
    peakBytes = peakResidentBytes()
  }

  private static func remarks(_ result: ScoredSnapshot, _ report: ReadReport) -> [String] {
    var remarks = report.scoringRemarks
    if let shortfall = result.topicShortfall { remarks.append(shortfall.description) }
    let kept = result.history.count - result.notes.isKnown.count { $0 }
    if kept > 0 {
      remarks.append("\(kept.grouped) notes keep the scores of the earlier run.")
    }
    let heldBack = result.notes.isKnown.indices.count {
      result.notes.isKnown[$0] && result.verdicts[$0].rules.contains(.stabilization)
    }
    if heldBack > 0 {
      remarks.append(
        """
        \(heldBack.grouped) notes would be helpful but are held back until a later run confirms \
        it: give note_status_history.tsv of this run as the next one's status history.
        """)
    }
    return remarks
  }
}

extension ReadReport {
  /// What a person who scores the snapshot should know of it.
  var scoringRemarks: [String] {
    var remarks = missing.map { "The snapshot has no \($0.rawValue) table; scored without it." }
    if skippedRows > 0 {
      let rows = skippedRows == 1 ? "1 bad row was" : "\(skippedRows.grouped) bad rows were"
      remarks.append("\(rows) left out; inspect --skip-bad-rows says where.")
    }
    return remarks
  }
}

extension ScoreSummary.Core {
  fileprivate init?(_ result: ScoredSnapshot) {
    guard let prescored = result.prescored.core, let core = result.models.core else { return nil }
    notesInScope = core.isScored.count { $0 }
    notesFitted = core.isScored.indices.count {
      core.isScored[$0] && !core.parameters[$0].intercept.isNaN
    }
    let fitted = prescored.raters.parameters.filter { !$0.intercept.isNaN }
    ratersFitted = fitted.count
    ratersNegative = fitted.count { $0.factor < 0 }
    ratersPositive = fitted.count { $0.factor > 0 }
    helpfulRaters = prescored.raters.aboveHelpfulnessThreshold.count { $0 == true }
    globalIntercept = prescored.meta.globalIntercept
  }
}
