/// What a member sees of an item that takes votes. It has no field for a count, a score or anybody
/// else's vote: what is not here cannot leak (moderation 7).
public struct OpenReview: Hashable, Codable, Sendable {
  public let id: ReviewItemID
  public let tier: ModerationTier
  public let action: ActionKind
  /// Label words, without scores.
  public let labels: [String]
  public let openedAt: Int64
  public let ownVote: VoteValue?
}

/// What a member sees of an item that is decided: the outcome, and still no count.
public struct DecidedReview: Hashable, Codable, Sendable {
  public let id: ReviewItemID
  public let tier: ModerationTier
  public let action: ActionKind
  public let labels: [String]
  public let openedAt: Int64
  public let ownVote: VoteValue?
  public let outcome: ReviewOutcome
  public let decidedAt: Int64
  public let badge: ReviewBadge?
}
