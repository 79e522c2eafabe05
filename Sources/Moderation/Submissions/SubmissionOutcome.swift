/// What a submission does to the review of its post (moderation 2.6 for edits, 16 for flags).
public enum SubmissionOutcome: Hashable, Sendable {
  /// The same submission again: the same answer.
  case replay
  /// The text is kept, nothing else happens.
  case store
  case open(PolicyDecision.Verdict)
  /// The text is kept as a revision; the item stays open under its votes.
  case keepOpen
  /// The open item of the second tier is superseded by one of the first: same note for the host,
  /// no votes.
  case escalate(PolicyDecision.Verdict)
  /// The post came up again after a decision, with another text.
  case reopen(PolicyDecision.Verdict)
  /// The flag is counted with the open item.
  case attachFlag
  /// The flag concerns what was decided already: staff hear of it, nobody votes again.
  case tellStaff

  /// What the post had before.
  public enum Before: Hashable, Sendable {
    case neverSeen
    /// Submitted, and found to need no review.
    case noAction
    case open(ModerationTier)
    case decided(isVisible: Bool)
  }

  /// - Parameters:
  ///   - isSameText: the content hash is that of the last submission.
  ///   - hasFlagged: the same member flagged the same post before.
  public init(
    _ decision: PolicyDecision, before: Before, isFlag: Bool, isSameText: Bool, hasFlagged: Bool
  ) {
    if isFlag ? hasFlagged : isSameText && before != .neverSeen {
      self = .replay
      return
    }
    switch (before, decision) {
    case (.neverSeen, .act(let verdict)), (.noAction, .act(let verdict)): self = .open(verdict)
    case (.neverSeen, .nothing), (.noAction, .nothing): self = .store

    case (.open(.consensus), .act(let verdict)) where verdict.tier == .immediate && !isSameText:
      self = .escalate(verdict)
    case (.open, .nothing(.flagsNotRouted)): self = .store
    case (.open, _): self = isFlag ? .attachFlag : .keepOpen

    case (.decided, _) where isFlag && isSameText: self = .tellStaff
    case (.decided, .nothing(.exempted(.restored))) where isFlag: self = .tellStaff
    // A hidden post stays hidden: there is nothing to ask.
    case (.decided(isVisible: false), _): self = isFlag ? .tellStaff : .store
    case (.decided(isVisible: true), .act(let verdict)): self = .reopen(verdict)
    case (.decided(isVisible: true), .nothing): self = .store
    }
  }

  /// What the answer tells the host to do. Never for a post that has, or had, a review: the Discourse
  /// plugin can keep one row for each post (D1); later escalations go out as events.
  public var instruction: Instruction? {
    guard case .open(let verdict) = self else { return nil }
    return verdict.tier == .immediate ? .autoHide : .communityReview
  }

  public enum Instruction: String, Codable, Sendable, CaseIterable {
    case autoHide = "auto_hide"
    case communityReview = "community_review"
  }
}
