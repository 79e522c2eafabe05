/// One line of the append-only audit (moderation 17): who did what to a review, and what it was
/// before and after. It holds no vote and no text of a post.
public struct AuditEntry: Hashable, Codable, Sendable {
  public let item: ReviewItemID
  /// Milliseconds since 1970.
  public let at: Int64
  public let by: Actor
  /// The command, in a word.
  public let what: String
  /// In the words of a member of staff.
  public let reason: String?
  public let before: Facts
  public let after: Facts

  public enum Actor: Hashable, Codable, Sendable {
    case consensus
    case staff(MemberID, via: StaffActor.Channel)
    case system

    init(_ command: ReviewCommand) {
      switch command {
      case .consensus: self = .consensus
      case .staff(_, let actor): self = .staff(actor.member, via: actor.channel)
      case .system: self = .system
      }
    }
  }

  /// What an audit compares of a review.
  public struct Facts: Hashable, Codable, Sendable {
    public let tier: ModerationTier
    public let state: ActionState
    public let request: RequestState
    public let outcome: ReviewOutcome?
    public let decidedBy: Decider?
    public let reviewGroup: ReviewGroup
    public let escalated: Bool
    public let awaitingStaff: Bool
    public let isDeleted: Bool
    public let scanExemptContentHash: String?
    public let platformActionID: String?
    public let supersededBy: ReviewItemID?
    public let policyVersion: Int
    public let cycle: Int

    public init(_ item: ReviewItem) {
      tier = item.action.tier
      state = item.action.state
      request = item.request
      outcome = item.note.outcome
      decidedBy = item.action.decidedBy
      reviewGroup = item.action.reviewGroup
      escalated = item.action.escalated
      awaitingStaff = item.action.awaitingStaff
      isDeleted = item.isDeleted
      scanExemptContentHash = item.action.scanExemptContentHash
      platformActionID = item.action.platformActionID
      supersededBy = item.action.supersededBy
      policyVersion = item.action.policyVersion
      cycle = item.cycle
    }
  }

  static func name(of command: ReviewCommand) -> String {
    switch command {
    case .consensus(let outcome, _): "consensus.\(outcome.rawValue)"
    case .staff(let power, _): "staff.\(power.rawValue)"
    case .system(let command): "system.\(command.name)"
    }
  }

  static func reason(of command: ReviewCommand) -> String? {
    if case .staff(_, let actor) = command { actor.reason } else { nil }
  }
}
