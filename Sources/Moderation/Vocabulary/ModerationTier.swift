/// Whether the post is hidden before the community judges, or after (moderation 2.4).
public enum ModerationTier: String, Codable, Sendable, CaseIterable {
  /// Hidden at once; the community says whether that was right.
  case immediate = "tier_1_immediate"
  /// Visible; the community says whether to hide it.
  case consensus = "tier_2_consensus"

  /// 1 or 2.
  public var number: Int { self == .immediate ? 1 : 2 }

  /// The state in which an action of this tier is made.
  public var initialState: ActionState { self == .immediate ? .applied : .proposed }

  /// The state while members vote.
  public var openState: ActionState { self == .immediate ? .retroReview : .underReview }
}
