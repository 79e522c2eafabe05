/// The record of one decision about a post: what was done or proposed, why, and how far it is.
public struct ModerationAction: Hashable, Codable, Sendable {
  public internal(set) var kind: ActionKind
  public internal(set) var tier: ModerationTier
  public internal(set) var state: ActionState
  /// Who may see and vote now.
  public internal(set) var reviewGroup: ReviewGroup
  /// Who might before staff took the item to themselves.
  public internal(set) var configuredGroup: ReviewGroup
  public internal(set) var escalated = false
  /// Members agree that the post should go, and staff have the last word.
  public internal(set) var awaitingStaff = false
  public internal(set) var decidedBy: Decider?
  public internal(set) var decidedByMember: MemberID?
  /// Of the policy that opened the item; a later change does not touch it.
  public internal(set) var policyVersion: Int
  public internal(set) var supersededBy: ReviewItemID?
  /// The host's own name for what it carried out.
  public internal(set) var platformActionID: String?
  /// SHA-256 of the exempted text, hexadecimal.
  public internal(set) var scanExemptContentHash: String?
  public internal(set) var overturnedReason: String?

  // Milliseconds since 1970; nil: has not happened.
  public internal(set) var createdAt: Int64
  public internal(set) var updatedAt: Int64
  public internal(set) var appliedAt: Int64?
  public internal(set) var confirmedAt: Int64?
  public internal(set) var overturnedAt: Int64?

  /// A new action, in its tier's first state. No other first state exists.
  ///
  /// - Parameter isEscalated: staff had taken the item that it follows to themselves.
  public init(
    kind: ActionKind, tier: ModerationTier, reviewGroup: ReviewGroup, policyVersion: Int,
    isEscalated: Bool = false, at now: Int64
  ) {
    self.kind = kind
    self.tier = tier
    self.reviewGroup = isEscalated ? .staff : reviewGroup
    configuredGroup = reviewGroup
    escalated = isEscalated
    self.policyVersion = policyVersion
    state = tier.initialState
    createdAt = now
    updatedAt = now
    appliedAt = tier == .immediate ? now : nil
  }

  /// Moves on, and notes when.
  mutating func move(_ trigger: ActionTrigger, at now: Int64) throws(IllegalTransition) {
    state = try state.after(trigger, tier: tier)
    updatedAt = now
    switch state {
    case .applied: appliedAt = now
    case .confirmed: confirmedAt = now
    case .overturned: overturnedAt = now
    default: break
    }
  }
}
