import NoteModel
import Snapshot

/// Too many notes of one kind that would gain or lose "helpful" in one run.
public struct ExcessiveChurn: Sendable, Equatable, CustomStringConvertible {
  /// The subset of notes, by its name in `rescoringActiveRules`.
  public var subset: String
  /// Unlocked notes that were helpful before.
  public var helpfulBefore: Int
  public var gained: Int
  public var lost: Int
  /// Changed notes over those helpful before plus 100 may not be more than these.
  public var gainLimit: Double
  public var lossLimit: Double

  public var description: String {
    """
    \(subset): of \(helpfulBefore) helpful notes \(lost) would lose that status \
    (limit \(lossLimit)) and \(gained) others gain it (limit \(gainLimit)), each over \
    \(helpfulBefore + 100)
    """
  }
}

extension RescoringReasons {
  /// A subset with the churn that it may have: gained and lost over helpful before plus 100.
  struct ChurnLimit: Sendable {
    var subset: RescoringReasons
    var gain: Double
    var loss: Double
  }

  /// In the order of 9.4 of the specification.
  static let churnLimits = [
    ChurnLimit(subset: .allNotes, gain: 0.3, loss: 0.3),
    ChurnLimit(subset: .createdSomewhatRecently, gain: 0.15, loss: 0.15),
    ChurnLimit(subset: .newRatings, gain: 1.2, loss: 0.4),
    ChurnLimit(subset: .notRescoredRecently, gain: 0.12, loss: 0.12),
    ChurnLimit(subset: .flippedPreviousRun, gain: 1e7, loss: 1e7),
    ChurnLimit(subset: .recentlyFlipped, gain: 1e7, loss: 1e7),
    ChurnLimit(subset: .heldBack, gain: 1, loss: 1),
    ChurnLimit(subset: .lockable, gain: 0.12, loss: 0.12),
  ]

  /// Histories of so few notes or fewer are not checked.
  static let uncheckedHistoryRows = 200
}

/// What the flip check compares of one note.
struct StatusFlip: Sendable {
  var reasons: RescoringReasons
  var before: NoteStatus?
  var after: NoteStatus
  /// Before this run.
  var isLocked: Bool
}

/// Subsets in which too many unlocked notes would gain or lose "helpful"; none where either no note
/// was helpful or none would be.
func excessiveChurn(_ notes: [StatusFlip]) -> [ExcessiveChurn] {
  RescoringReasons.churnLimits.compactMap { limit in
    let subset = notes.filter { !$0.isLocked && $0.reasons.contains(limit.subset) }
    let before = subset.count { $0.before == .helpful }
    let after = subset.count { $0.after == .helpful }
    guard before > 0, after > 0 else { return nil }
    let lost = subset.count { $0.before == .helpful && $0.after != .helpful }
    let gained = subset.count { $0.before != .helpful && $0.after == .helpful }
    let base = Double(before + 100)
    guard Double(gained) / base > limit.gain || Double(lost) / base > limit.loss else { return nil }
    return ExcessiveChurn(
      subset: limit.subset.text, helpfulBefore: before, gained: gained, lost: lost,
      gainLimit: limit.gain, lossLimit: limit.loss)
  }
}

extension PreparedSnapshot {
  /// - Throws: `ScoringError.excessiveChurn`.
  func checkFlips(
    _ verdicts: [SiteVerdict], reasons: [RescoringReasons?]
  ) throws(ScoringError) {
    let history = snapshot.history
    guard history.count > RescoringReasons.uncheckedHistoryRows else { return }
    let flips = (0..<notes.count).compactMap { note -> StatusFlip? in
      guard let reasons = reasons[note] else { return nil }
      let row = Int(notes.historyRow[note])
      return StatusFlip(
        reasons: reasons, before: row < 0 ? nil : history.currentStatus[row],
        after: verdicts[note].status,
        isLocked: row >= 0 && history.statusLockAt[row] != .missing)
    }
    let excess = excessiveChurn(flips)
    if !excess.isEmpty { throw .excessiveChurn(excess) }
  }
}
