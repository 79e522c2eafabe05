/// What is asked of a review. Who asks is part of it, so that a consensus cannot do what takes
/// staff, nor the other way round.
public enum ReviewCommand: Hashable, Sendable {
  case consensus(ReviewOutcome, ConsensusEffect)
  case staff(StaffCommand, StaffActor)
  case system(SystemCommand)
}

/// Somebody with the right to decide, and where they did it.
public struct StaffActor: Hashable, Codable, Sendable {
  public let member: MemberID
  public let channel: Channel
  /// Why, in their own words.
  public let reason: String?

  public init(_ member: MemberID, via channel: Channel, reason: String? = nil) {
    self.member = member
    self.channel = channel
    self.reason = reason
  }

  public enum Channel: String, Codable, Sendable, CaseIterable {
    /// The forum, through its adapter.
    case adapter
    case ownInterface
  }
}

/// What a helpful consensus on an item of the second tier does (moderation 8.3).
public enum ConsensusEffect: String, Codable, Sendable, CaseIterable {
  case carryOut
  /// The policy wants staff to approve, or nothing hidden on consensus alone (15.6).
  case awaitStaff
}

/// The powers of moderation 10.
public enum StaffCommand: String, Codable, Sendable, CaseIterable {
  case agree
  case disagree
  case ignore
  case escalate
  case deescalate
  /// Undo a decided hide.
  case restore
  case clearExemption

  /// What it wants the review to come to, if anything.
  public var outcome: ReviewOutcome? {
    switch self {
    case .agree: .helpful
    case .disagree: .notHelpful
    case .ignore, .escalate, .deescalate, .restore, .clearExemption: nil
    }
  }
}

/// What happens by itself.
public enum SystemCommand: Hashable, Sendable {
  case opened
  /// The host has carried the action out.
  case acknowledged(platformActionID: String?)
  /// The text as it was at the restore, by its SHA-256.
  case exemptionRecorded(contentHash: String)
  /// An action of the first tier takes the place of this one (moderation 2.6).
  case superseded(by: ReviewItemID)
  /// A substantial rewrite of the exempt text triggers again: another cycle, with a note of its own.
  case rewritten(tier: ModerationTier, kind: ActionKind, group: ReviewGroup, policyVersion: Int)

  /// The word in the audit.
  public var name: String {
    switch self {
    case .opened: "opened"
    case .acknowledged: "acknowledged"
    case .exemptionRecorded: "exemptionRecorded"
    case .superseded: "superseded"
    case .rewritten: "rewritten"
    }
  }
}
