/// Who somebody is at the moment of voting or looking.
public struct Voter: Hashable, Sendable {
  public var member: MemberID
  /// Nil: the host says nothing, which counts as 0.
  public var trustLevel: Int?
  public var isAdmin = false
  public var isModerator = false
  public var isBanned = false
  public var isActiveMember = true

  public init(_ member: MemberID, trustLevel: Int? = nil) {
    self.member = member
    self.trustLevel = trustLevel
  }

  public var isStaff: Bool { isAdmin || isModerator }

  /// The level that counts under a policy.
  public func effectiveTrustLevel(_ policy: ModerationPolicy) -> Int {
    switch policy.trustLevelSource {
    case .adapter: trustLevel ?? 0
    case .membership: isActiveMember ? 2 : 0
    }
  }

  /// Whether the voter belongs to a group: both its own minimum and the category's apply, so that
  /// lowering the category's admits nobody (moderation 5, 15.26).
  public func belongs(to group: ReviewGroup, _ policy: ModerationPolicy) -> Bool {
    if isStaff { return true }
    guard let minimum = group.minimumTrustLevel else { return false }
    return effectiveTrustLevel(policy) >= max(minimum, policy.reviewerMinTrustLevel)
  }
}
