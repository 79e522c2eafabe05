/// What one level says: the community, a category, or the category above it. Nil inherits.
public struct PolicyLevel: Hashable, Codable, Sendable {
  /// False: posts are kept and never classified.
  public var enabled: Bool?
  public var labels: [String: LabelRule]?
  public var defaultReviewGroup: ReviewGroup?
  public var labelRouting: [ReviewGroup: [String]]?
  public var autoHide: Bool?
  public var autoHideOnConsensus: Bool?
  public var staffApprovalRequired: Bool?
  public var routeFlags: Bool?
  public var reviewerMinTrustLevel: Int?
  public var staleAfterHours: Int?

  // Of the community alone.
  public var trustLevelSource: TrustLevelSource?
  public var serverManagedScanExempt: Bool?
  public var scanExemptRewriteRatio: Double?
  public var scanExemptAddedTokens: Int?

  public init() {}

  /// What a new community starts with.
  public static var newCommunity: PolicyLevel {
    var level = PolicyLevel()
    level.labels = LabelRule.clearHarm
    return level
  }
}

/// Where the server learns how far the host trusts a member.
public enum TrustLevelSource: String, Codable, Sendable, CaseIterable {
  case adapter
  /// The host has no levels: every active member counts as level 2.
  case membership = "none"
}
