/// How far a submitted post has come (moderation 13.4).
public enum RequestState: String, Codable, Sendable, CaseIterable {
  /// Not classified yet, or nothing to review. Clean posts stay here on purpose: hosts poll for
  /// completed ones and read the first page only.
  case pending = "PENDING"
  /// A review is open.
  case inProgress = "IN_PROGRESS"
  /// Decided, either way, by whomever.
  case completed = "COMPLETED"
  /// Classification failed; it may be tried again.
  case failed = "FAILED"

  public enum Trigger: String, Sendable, CaseIterable {
    case classificationFailed
    /// Classified, now or late, and nothing to review.
    case passed
    case reviewOpened
    case decided
  }

  public struct Refusal: Error, Hashable, Sendable {
    public let from: RequestState
    public let trigger: Trigger
  }

  /// The state that follows.
  ///
  /// A request whose review is open or decided neither fails nor passes: later edits are judged
  /// beside it. A decided one opens again only with a new review.
  public func after(_ trigger: Trigger) throws(Refusal) -> RequestState {
    switch (self, trigger) {
    case (.pending, .classificationFailed), (.failed, .classificationFailed): .failed
    case (.pending, .passed), (.failed, .passed): .pending
    case (.pending, .reviewOpened), (.failed, .reviewOpened), (.completed, .reviewOpened):
      .inProgress
    case (.inProgress, .decided): .completed
    default: throw Refusal(from: self, trigger: trigger)
    }
  }
}
