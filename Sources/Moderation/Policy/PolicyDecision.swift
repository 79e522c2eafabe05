/// What a policy makes of a classification (moderation 2.3).
public enum PolicyDecision: Hashable, Codable, Sendable {
  case nothing(Reason)
  case act(Verdict)

  public enum Reason: Hashable, Codable, Sendable {
    case exempted(ScanExemption)
    case classificationFailed(Classification.Failure)
    /// No flagged label reached its threshold.
    case belowThresholds
    /// Flags of this category stay with the host's own queue.
    case flagsNotRouted
  }

  public struct Verdict: Hashable, Codable, Sendable {
    public let tier: ModerationTier
    public let action: ActionKind
    public let group: ReviewGroup
    /// The label that is quoted as the reason: the first in the classifier's order.
    public let reason: String
    public let evidence: Evidence
  }

  /// What an audit needs to decide the same again.
  public struct Evidence: Hashable, Codable, Sendable {
    /// The labels that reached a threshold, in the classifier's order.
    public let triggering: [String]
    /// By flagged label.
    public let scores: [String: Double]
    /// The rules that held for them.
    public let thresholds: [String: LabelRule]
    public let policyVersion: Int
    /// What members' agreement that the post should go does; a later change of the rules does not touch
    /// items that are open.
    public let consensusEffect: ConsensusEffect
    public let modelVersion: String
    public let confidence: Double
    public let explanation: String
  }

  public var verdict: Verdict? { if case .act(let verdict) = self { verdict } else { nil } }
}
