/// Why a review stays as it is.
public enum ReviewRefusal: Error, Hashable, Sendable {
  /// The state machine has no such move.
  case illegal(IllegalTransition)
  case illegalRequest(RequestState.Refusal)
  /// A consensus fixed the outcome, and nothing replaces that.
  case final
  /// No votes are being taken.
  case notOpen
  /// Staff took the item to themselves; the consensus pauses.
  case escalated
  /// Staff ignored it.
  case deleted
  /// A content hash is 64 lower-case hexadecimal digits.
  case badContentHash
  case nothingToClear
}
