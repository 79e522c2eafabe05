import CommunityRules
import Moderation
import Storage

/// One level of a community's rules, with what holds in the end (moderation-api 8.3).
public struct PolicyView: Sendable {
  public let own: PolicyLevel
  public let effective: ModerationPolicy
  /// What a field that says nothing inherits: of the categories above and the community, or the defaults.
  public let above: ModerationPolicy
  /// Of the community: rises with every change of any level.
  public let version: Int
}

extension Site {
  /// - Parameter channel: nil: the community's own level.
  public func policy(
    _ caller: AdapterCaller, community: String, channel: String?
  ) async throws -> PolicyView {
    try await staffOfPolicy(caller)
    return try await store.read { store in
      try store.policyView(of: try store.owned(community, by: caller).id, channel: channel)
    }
  }

  /// Replaces one level; nil removes it. A change applies to later submissions only.
  ///
  /// - Parameter version: of the policy that the change is based on; nil: whatever is current.
  @discardableResult
  public func changePolicy(
    _ caller: AdapterCaller, community: String, channel: String?, to level: PolicyLevel?,
    ifVersion version: Int?
  ) async throws -> PolicyView {
    let acting = try await staffOfPolicy(caller)
    let actor = acting.map { "member \($0.member.id)" } ?? "adapter key \(caller.key.id)"
    let now = self.now
    return try await store.write { store in
      let community = try store.owned(community, by: caller)
      return try store.change(
        policyOf: community, channel: channel, to: level, by: actor, ifVersion: version, at: now)
    }
  }

  /// Administrators of the community, or its server (moderation-api 8.3).
  @discardableResult
  private func staffOfPolicy(_ caller: AdapterCaller) async throws -> ActingMember? {
    let acting = try await acting(caller)
    if let acting, !acting.identity.isAdmin {
      throw SiteError.forbidden(reason: "Admin privileges required")
    }
    guard caller.isPlatformAdapter || caller.adapter.isAdministrator else {
      throw AdapterRefusal.lacksScope
    }
    return acting
  }

  // MARK: Operators

  public func policy(
    _ asker: Asker, community: String, channel: String?
  ) async throws -> PolicyView {
    try asker.require(.takeMeasures)
    return try await store.read { store in
      guard try store.moderatedCommunity(community) != nil else { throw Self.noCommunity }
      return try store.policyView(of: community, channel: channel)
    }
  }

  @discardableResult
  public func changePolicy(
    _ asker: Asker, community: String, channel: String?, to level: PolicyLevel?,
    ifVersion version: Int?
  ) async throws -> PolicyView {
    try asker.require(.takeMeasures)
    let actor = "account \(try asker.requireAccount().id)"
    let now = self.now
    return try await store.write { store in
      guard let community = try store.moderatedCommunity(community) else { throw Self.noCommunity }
      return try store.change(
        policyOf: community, channel: channel, to: level, by: actor, ifVersion: version, at: now)
    }
  }
}

extension StoreTransaction {
  func policyView(of community: String, channel: String?) throws -> PolicyView {
    PolicyView(
      own: try policyLevels(of: community)[channel] ?? PolicyLevel(),
      effective: try policy(of: community, channel: channel),
      above: try channel.map { try policy(of: community, above: $0) } ?? ModerationPolicy(),
      version: try policyVersion(of: community))
  }

  fileprivate func change(
    policyOf community: ModeratedCommunity, channel: String?, to level: PolicyLevel?, by: String,
    ifVersion version: Int?, at now: Int64
  ) throws -> PolicyView {
    let current = try policyVersion(of: community.id)
    if let version, version != current {
      throw AdapterRefusal.versionMismatch(current: current)
    }
    let problems =
      level?.problems(
        isCategory: channel != nil,
        actions: community.platform == "discourse"
          ? ActionKind.discourse : Set(ActionKind.allCases)) ?? []
    guard problems.isEmpty else {
      throw SiteError.invalid(
        problems.map { FieldProblem(field: $0.field, message: $0.what.words) })
    }
    let made = try addPolicy(level, channel: channel, of: community.id, by: by, at: now)
    try audit(
      ModerationAuditLine(
        at: now, community: community.id, actor: by, what: "policy changed",
        details: JSONTree.object([
          "from": .int(Int64(current)), "to": .int(Int64(made)), "channel": JSONTree(channel),
        ]).canonical))
    return try policyView(of: community.id, channel: channel)
  }
}

extension PolicyProblem.What {
  /// For who entered it.
  var words: String {
    switch self {
    case .outOfRange(let range):
      "From \(Self.plain(range.lowerBound)) to \(Self.plain(range.upperBound))."
    case .tier2AboveTier1: "tier2 must not be above tier1."
    case .emptyName: "A name is empty."
    case .nameTooLong(let limit): "At most \(limit) characters."
    case .tooMany(let limit): "At most \(limit)."
    case .unsupportedAction(let action): "The platform can't carry out “\(action.rawValue)”."
    case .communityWide: "This holds for whole communities: set it there."
    }
  }

  /// A whole number without a point.
  private static func plain(_ value: Double) -> String {
    Int(exactly: value).map { String($0) } ?? String(value)
  }
}
