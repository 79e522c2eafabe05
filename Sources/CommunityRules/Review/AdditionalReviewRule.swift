import NoteModel

/// When a post's author may ask contributors to look again at a note that is shown on the post, and
/// how long that holds (STA-60 to STA-73).
public struct AdditionalReviewRule: Hashable, Codable, Sendable {
  /// Days for which a request holds.
  public var days = 7

  public init() {}

  /// Why a review may not be requested.
  public enum Refusal: Error, Hashable, Sendable, CaseIterable {
    case notPostAuthor
    /// Proposed, not helpful, deleted or hidden.
    case notShown
    /// The status is final, so that ratings change nothing (STA-71).
    case statusFinal
    /// One request a note, even when it no longer holds.
    case alreadyRequested
  }

  /// What stands in the way; nil: it may be requested.
  ///
  /// Who did not write the post learns nothing else about the note.
  public func refusal(
    isPostAuthor: Bool, isShown: Bool, isLocked: Bool, hasRequested: Bool
  ) -> Refusal? {
    if !isPostAuthor { return .notPostAuthor }
    if !isShown { return .notShown }
    if isLocked { return .statusFinal }
    return hasRequested ? .alreadyRequested : nil
  }

  /// When a request ends where the status stays.
  public func endsAt(requestedAt: Int64) -> Int64 { requestedAt + Int64(days) * Millis.day }

  /// Whether a request still holds (STA-71).
  ///
  /// - Parameter statusChangedAt: of the note; nil or -1: never.
  public func isInEffect(requestedAt: Int64, statusChangedAt: Int64?, at now: Int64) -> Bool {
    now < endsAt(requestedAt: requestedAt) && (statusChangedAt ?? -1) <= requestedAt
  }
}
