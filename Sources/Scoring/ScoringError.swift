import Snapshot

/// Why a snapshot cannot be scored.
public enum ScoringError: Error, Sendable, Equatable, CustomStringConvertible {
  /// Notes and history disagree on a note's author or creation time.
  case noteContradictsHistory(noteID: Int64)
  /// The first fit explains the ratings worse than it must; the data or the fit is broken.
  case trainErrorTooLarge(model: String, error: Float, limit: Float)
  /// A fit did not converge to a number.
  case diverged(model: String)
  /// The prescoring state knows nobody of the snapshot.
  case foreignState
  /// More notes would gain or lose "helpful" than one run may change.
  case excessiveChurn([ExcessiveChurn])
  /// The outputs of the earlier run can't be used.
  case previousScores(TableError)

  public var description: String {
    switch self {
    case .noteContradictsHistory(let noteID):
      """
      Note \(noteID) has another author or creation time in the status history than in the notes \
      table. Take both files from the same download.
      """
    case .trainErrorTooLarge(let model, let error, let limit):
      """
      \(model): the first fit leaves a mean squared error of \(error), above \(limit). Statuses \
      computed from it would mean nothing. Check that the ratings are complete.
      """
    case .diverged(let model):
      "\(model): the factorization did not converge to a number."
    case .foreignState:
      """
      The prescoring state knows none of the snapshot's participants. Use the state that was \
      prescored from an earlier snapshot of the same site.
      """
    case .excessiveChurn(let subsets):
      """
      Too many notes would gain or lose the status helpful at once, so nothing was written:
      \(subsets.map { "  \($0)" }.joined(separator: "\n"))
      Check that the snapshot is complete; to accept the change, run without the check.
      """
    case .previousScores(let error): error.description
    }
  }
}
