/// What a label has to score for each tier, and what is done then (moderation 11.2).
public struct LabelRule: Hashable, Codable, Sendable {
  /// Reviewed from this score on; nil: never for this label.
  public var tier2: Double?
  /// Acted on at once from this score on; nil: never for this label.
  public var tier1: Double?
  public var action: ActionKind

  public init(tier2: Double?, tier1: Double? = nil, action: ActionKind = .hide) {
    self.tier2 = tier2
    self.tier1 = tier1
    self.action = action
  }

  /// The label that stands for every label without a rule of its own.
  public static let anyOther = "*"

  /// Content that is clearly harmful is hidden at once. On in new communities.
  public static let clearHarm: [String: LabelRule] = Dictionary(
    uniqueKeysWithValues: [
      "sexual/minors", "hate/threatening", "harassment/threatening", "violence/graphic",
      "illicit/violent", "self-harm/instructions", "spam",
    ].map { ($0, LabelRule(tier2: 0.5, tier1: 0.9)) })
}
