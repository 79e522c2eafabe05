import NoteModel

/// Holds a note back for half an hour or more before it is shown as helpful, so that a first wave
/// of ratings does not decide alone.
struct Stabilization: Sendable {
  /// Milliseconds; the run's now.
  var now: Int64
  var previousStatus: NoteStatus?
  /// Missing: never held back. Positive: held back since. −1: released earlier.
  var heldBackAt: OptionalMillis
  /// Whether the note's first status other than "needs more ratings" was helpful.
  var wasHelpfulFirst: Bool
  /// Whether the flip predictor does not expect the note to stay helpful; so where it says nothing.
  var isExpectedToFlip: Bool
  /// Whether the note's topic model is unsure of it.
  var isTopicUncertain: Bool

  private static let release = OptionalMillis(-1)

  /// The status after stabilisation, and the new time of being held back (missing: unchanged).
  func outcome(_ status: NoteStatus) -> (status: NoteStatus, updatedAt: OptionalMillis) {
    if previousStatus == .helpful {
      return (status == .needsYourHelp ? .helpful : status, .missing)
    }
    let isCandidate = status == .helpful || status == .needsYourHelp
    guard let since = heldBackAt.value else {
      return isCandidate ? (.needsMoreRatings, OptionalMillis(now)) : (status, .missing)
    }
    // No run writes 0; read like −1, so that nothing leaves here as `needsYourHelp`.
    if since <= 0 {
      switch status {
      case .helpful: return (.needsMoreRatings, OptionalMillis(now))
      case .needsYourHelp: return (.needsMoreRatings, heldBackAt)
      default: return (status, .missing)
      }
    }
    guard isCandidate else { return (status, Self.release) }
    let age = now - since
    if status == .helpful && age > 60 * Millis.minute { return (.helpful, Self.release) }
    if status == .needsYourHelp && age > 360 * Millis.minute {
      return (.needsMoreRatings, Self.release)
    }
    let waits =
      age < 30 * Millis.minute || isTopicUncertain || wasHelpfulFirst || isExpectedToFlip
      || status == .needsYourHelp
    return waits ? (.needsMoreRatings, heldBackAt) : (.helpful, Self.release)
  }
}
