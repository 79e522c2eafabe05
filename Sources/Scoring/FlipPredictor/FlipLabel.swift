import NoteModel
import Snapshot

/// What became of a note that was once helpful, or on the way to be.
enum FlipLabel: UInt8, Sendable {
  /// Locked as helpful.
  case stayed
  /// Locked as something else.
  case flipped
}

extension HistoryTable {
  /// What a note teaches the flip predictor, or nil.
  ///
  /// A note that was locked as helpful only because of the guard against drift teaches nothing: the
  /// models would have it flip.
  func flipLabel(_ row: Int) -> FlipLabel? {
    switch lockedStatus[row] {
    case .helpful:
      let decidedBy = currentDecidedBy[row].map { decidedByNames[Int($0)] } ?? ""
      return decidedBy.hasPrefix("ScoringDriftGuard") ? nil : .stayed
    case .needsMoreRatings, .notHelpful:
      let wasHelpful = firstNonNMRStatus[row] == .helpful
      let wasHeldBackOnly = firstNonNMRStatus[row] == nil && heldBackFirstAt(row) != nil
      return wasHelpful || wasHeldBackOnly ? .flipped : nil
    default:
      return nil
    }
  }

  /// When the note was first held back before being shown as helpful. A negative time, which no
  /// correct history has, counts as none.
  func heldBackFirstAt(_ row: Int) -> Int64? {
    firstNmrDueToMinStableCrhTimeAt[row].value.flatMap { $0 < 0 ? nil : $0 }
  }
}

/// At which end of the time of being held back a training row looks at its note.
enum FlipMoment: Sendable, CaseIterable {
  case begin
  case end
}

extension HistoryTable {
  /// Until when ratings and events may enter a training row, in milliseconds, so that it knows no
  /// more than a prediction would have; nil where the note was neither held back nor helpful first.
  ///
  /// A quarter of an hour before the status, the time it takes a rating to reach final scoring, but
  /// not before the fifth rating, or the last where there are fewer.
  ///
  /// - Parameter ratedAt: times of the note's ratings, ascending; at least one.
  func flipCutoff(_ row: Int, moment: FlipMoment, ratedAt: [Int64]) -> Int64? {
    let heldBackAt = heldBackFirstAt(row)
    guard heldBackAt != nil || firstNonNMRStatus[row] == .helpful else { return nil }
    let times = [heldBackAt, firstNonNMRStatusAt[row].value].compactMap { $0 }
    guard let time = moment == .begin ? times.min() : times.max() else { return nil }
    return max(time - 15 * Millis.minute, ratedAt[min(ratedAt.count, 5) - 1])
  }
}
