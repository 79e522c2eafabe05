/// Whether a vote is taken.
public enum Ballot {
  /// How long a repeat of the same vote counts as the same request, not as a second vote.
  public static let retryWindow: Int64 = 15_000

  public enum Refusal: Error, Hashable, Sendable, CaseIterable {
    case notInGroup
    case ownPost
    case banned
    case notActiveMember
    /// The item is decided, waits for staff, or was ignored.
    case closed
    case alreadyVoted
  }

  public enum Acceptance: Hashable, Sendable {
    case new(Vote)
    /// The vote that was stored a moment ago; there is nothing to store.
    case stored(Vote)

    public var vote: Vote {
      switch self {
      case .new(let vote), .stored(let vote): vote
      }
    }
  }

  /// The vote that is stored, if it may be (moderation 5 and 6).
  ///
  /// Who may not vote learns nothing else. The first vote of a member counts, whatever the second
  /// says.
  ///
  /// - Parameter earlier: the member's own vote on the item.
  /// - Throws: `Refusal`.
  public static func cast(
    _ value: VoteValue, by voter: Voter, on item: ReviewItem, earlier: Vote?,
    _ policy: ModerationPolicy, at now: Int64
  ) throws(Refusal) -> Acceptance {
    if let refusal = refusal(of: voter, on: item, policy) { throw refusal }
    if let earlier {
      let isRetry =
        earlier.value == value && now >= earlier.castAt && now - earlier.castAt <= retryWindow
      guard isRetry else { throw .alreadyVoted }
      return .stored(earlier)
    }
    guard item.takesVotes else { throw .closed }
    return .new(
      Vote(
        item: item.id, voter: voter.member, value: value, castAt: now,
        trustLevel: voter.trustLevel ?? 0, isAdmin: voter.isAdmin, isModerator: voter.isModerator))
  }

  /// Why somebody may not vote on an item, as long as it is open; nil: they may.
  public static func refusal(
    of voter: Voter, on item: ReviewItem, _ policy: ModerationPolicy
  ) -> Refusal? {
    if !voter.belongs(to: item.action.reviewGroup, policy) { return .notInGroup }
    if voter.member == item.postAuthor { return .ownPost }
    if voter.isBanned { return .banned }
    return voter.isActiveMember ? nil : .notActiveMember
  }
}
