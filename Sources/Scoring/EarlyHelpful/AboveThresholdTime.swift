import NoteModel
import Snapshot

/// When a note was first predicted helpful, and whether it still is: the column
/// `abovePcrhThresholdTime`.
///
/// A positive time: the note is predicted helpful now, and was first then. A negative one: it was
/// first then, and is not now. −1: cleared, the first time is lost. Missing: it never was.
struct AboveThresholdTime: Sendable, Equatable {
  var value: OptionalMillis

  /// A note counts as predicted helpful for this long, once.
  static let window = 12 * Millis.hour

  var isAbove: Bool { value.value.map { $0 > 0 } ?? false }

  /// The first time ever; nil where unknown or never.
  var first: Int64? { value.value.flatMap { $0 == -1 ? nil : abs($0) } }

  private static let never = AboveThresholdTime(value: .missing)
  private static func was(_ first: Int64) -> Self { Self(value: OptionalMillis(-first)) }
  private static func isSince(_ first: Int64) -> Self { Self(value: OptionalMillis(first)) }

  /// The value after a prediction.
  func updated(isAbove: Bool, now: Int64) -> AboveThresholdTime {
    guard let first else { return isAbove ? .isSince(now) : .never }
    return isAbove && now - first <= Self.window ? .isSince(first) : .was(first)
  }

  /// The value after ineligible notes, and those that had their time, are taken out.
  ///
  /// - Parameter previous: the value before this run, for notes that have no prediction in it.
  func suppressed(isEligible: Bool, previous: AboveThresholdTime, now: Int64) -> AboveThresholdTime
  {
    guard let first = first ?? previous.first else { return self }
    let hasExpired = isAbove && now - first > Self.window
    return hasExpired || !isEligible && (isAbove || previous.isAbove) ? .was(first) : self
  }
}

extension ScoringData {
  /// The value of a note before this run.
  func previousAboveThreshold(_ note: Int) -> AboveThresholdTime {
    let row = Int(notes.historyRow[note])
    return AboveThresholdTime(value: row < 0 ? .missing : history.abovePcrhThresholdTime[row])
  }

  /// The values of all notes after this run; notes without a prediction lose theirs.
  func aboveThresholdTimes(
    _ predictions: [EarlyHelpfulPrediction?], isEligible: (Int) -> Bool, now: Int64
  ) -> [OptionalMillis] {
    predictions.indices.map { note in
      let previous = previousAboveThreshold(note)
      let current =
        predictions[note].map { previous.updated(isAbove: $0.isAbove, now: now) }
        ?? AboveThresholdTime(value: .missing)
      return current.suppressed(
        isEligible: isEligible(note), previous: previous, now: now
      ).value
    }
  }

  /// Whether a note may count as predicted helpful: it says that something is misleading, and the
  /// core model decides its status and does not hold it for unhelpful.
  func mayBeEarlyHelpful(_ note: Int, decidedBy: RuleName?, coreStatus: NoteStatus?) -> Bool {
    decidedBy == .coreModel && coreStatus != .firmReject && coreStatus != .notHelpful
      && notes.classification[note] != .notMisleading
  }
}
