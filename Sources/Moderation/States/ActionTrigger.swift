/// What moves a moderation action on (the third column of moderation 13.1).
public enum ActionTrigger: Hashable, Sendable {
  /// The host says that it has carried the action out, or somebody did by hand.
  case acknowledged
  case votingOpened
  /// Consensus, or staff who agree (helpful) or disagree (not helpful).
  case decided(ReviewOutcome)
  /// Staff want no review of this post.
  case ignored
  /// An action of the first tier took the place of one of the second.
  case superseded
  /// Staff undo what was carried out after a consensus or by themselves.
  case restored
  /// Staff change what staff, not a consensus, had decided.
  case switched(ReviewOutcome)
  /// The text that is exempt has been remembered.
  case exemptionRecorded
  /// A substantial rewrite of an exempt text triggered again.
  case rewritten

  public static let all: [ActionTrigger] =
    [
      .acknowledged, .votingOpened, .ignored, .superseded, .restored, .exemptionRecorded,
      .rewritten,
    ] + ReviewOutcome.allCases.map(ActionTrigger.decided)
    + ReviewOutcome.allCases.map(ActionTrigger.switched)
}

/// A move that the table does not have.
public struct IllegalTransition: Error, Hashable, Sendable {
  public let from: ActionState
  public let tier: ModerationTier
  public let trigger: ActionTrigger
}
