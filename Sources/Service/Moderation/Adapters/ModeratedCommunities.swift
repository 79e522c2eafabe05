import CommunityRules
import Moderation
import OAuth
import Outbound
import Storage

/// What an adapter tells of a community that it registers.
public struct CommunityForm: Sendable {
  public var platform: String
  public var slug: String
  public var name: String
  public var description: String?
  public var settings: JSONTree?
  public var isActive: Bool
  public var isPublic: Bool

  public init(
    platform: String, slug: String, name: String, description: String? = nil,
    settings: JSONTree? = nil, isActive: Bool = true, isPublic: Bool = true
  ) {
    self.platform = platform
    self.slug = slug
    self.name = name
    self.description = description
    self.settings = settings
    self.isActive = isActive
    self.isPublic = isPublic
  }
}

extension Site {
  public static let platforms = [
    "discord", "reddit", "slack", "matrix", "discourse", "playground", "other",
  ]

  /// A community by the platform's name for it. A Discourse forum is never made by looking; others
  /// are (moderation-api 7.22).
  public func lookUpCommunity(
    _ caller: AdapterCaller, platform: String, slug: String
  ) async throws -> ModeratedCommunity {
    try caller.require("community-servers:read")
    guard Self.platforms.contains(platform) else {
      throw SiteError.invalid("platform", "There is no such platform.")
    }
    let known = try await store.read { store in
      if try store.moderatedCommunity(slug) != nil {
        throw AdapterRefusal.badRequest(
          "platform_community_server_id must be the platform's id, not an internal one")
      }
      return try store.moderatedCommunity(platform: platform, slug: slug)
    }
    if let known {
      guard caller.owns(known) else { throw Self.noCommunity }
      return known
    }
    guard platform != "discourse", !slug.isEmpty, slug.count <= 255 else { throw Self.noCommunity }
    return try await register(
      caller, CommunityForm(platform: platform, slug: slug, name: slug))
  }

  /// Registers a community, which is the adapter's own from then on.
  public func register(
    _ caller: AdapterCaller, _ form: CommunityForm
  ) async throws -> ModeratedCommunity {
    try caller.requireServer()
    let now = self.now
    var community = ModeratedCommunity(
      id: NewIDs.uuid(at: now), adapter: caller.adapter.id, platform: form.platform,
      slug: form.slug, name: form.name, description: form.description,
      settings: form.settings.flatMap { $0.isNull ? nil : $0.canonical },
      isActive: form.isActive, isPublic: form.isPublic, createdAt: now)
    community.registersWebhook = configuration.moderation.registersDiscourseWebhook
    return try await store.write { [community] store in
      guard try store.moderatedCommunity(platform: form.platform, slug: form.slug) == nil else {
        throw SiteError.conflict(
          reason: "Community server already exists: \(form.platform):\(form.slug)")
      }
      try store.insert(community)
      try store.addPolicy(.newCommunity, channel: nil, of: community.id, by: "system", at: now)
      try store.audit(
        ModerationAuditLine(
          at: now, community: community.id, actor: "adapter key \(caller.key.id)",
          what: "community registered"))
      return community
    }
  }

  public func community(
    _ caller: AdapterCaller, _ id: String
  ) async throws -> ModeratedCommunity {
    try caller.require("community-servers:read")
    return try await store.read { try $0.owned(id, by: caller) }
  }

  /// Takes a community's name and figures, and registers the webhook of a Discourse forum with the
  /// key of this very call (moderation-api 8.2, 9.4).
  ///
  /// - Parameter name: empty: the known one stays.
  public func rename(
    _ caller: AdapterCaller, platform: String, slug: String, name: String, stats: JSONTree?
  ) async throws -> ModeratedCommunity {
    try caller.requireServer()
    let now = self.now
    let sealed = try key.seal(caller.secret.text, for: SealedKeys.purpose, name: caller.key.id)
    let allowed = configuration.moderation.allowedWebhookHosts
    return try await store.write { store in
      guard var community = try store.moderatedCommunity(platform: platform, slug: slug),
        caller.owns(community)
      else { throw Self.noCommunity }
      if !name.isEmpty { community.name = name }
      if let stats, !stats.isNull { community.stats = stats.canonical }
      community.updatedAt = now
      try store.update(community)
      if let host = stats?["hostname"]?.text, platform == "discourse", community.registersWebhook,
        let url = Self.forumWebhook(host: host, slug: slug, allowedHosts: allowed)
      {
        try store.register(
          Webhook(
            id: NewIDs.uuid(at: now), community: community.id, url: url, sealedSecret: nil,
            adapterKey: caller.key.id, createdAt: now))
        guard var key = try store.adapterKey(caller.key.id) else { throw Self.noAdapter }
        key.sealed = sealed
        try store.update(key)
        try store.audit(
          ModerationAuditLine(
            at: now, community: community.id, actor: "adapter key \(caller.key.id)",
            what: "webhook registered", details: JSONTree.object(["url": .text(url)]).canonical))
      }
      return community
    }
  }

  /// Where a forum takes events; nil where its name can't be believed: the host must be the one that
  /// the slug begins with, and be public or allowed.
  static func forumWebhook(host: String, slug: String, allowedHosts: Set<String>) -> String? {
    let host = host.lowercased()
    let isOwn = slug.lowercased() == host || slug.lowercased().hasPrefix(host + "-")
    guard isOwn else { return nil }
    let path = "/opennotes/webhooks/receive"
    if let checked = WebhookAddress.host(of: "https://\(host)\(path)", allowedHosts: [host]),
      // A test set-up names a port of its own: http there.
      let local = allowedHosts.first(where: { $0.hasPrefix(checked + ":") })
    {
      return "http://\(local)\(path)"
    }
    let url = "https://\(host)\(path)"
    return WebhookAddress.host(of: url, allowedHosts: allowedHosts) == nil ? nil : url
  }

  /// Categories in which posts of a community were submitted.
  public func categories(
    _ caller: AdapterCaller, slug: String
  ) async throws -> (ModeratedCommunity?, [ModeratedCategory]) {
    try caller.require("community-servers:read")
    return try await store.read { store in
      let community = try store.moderatedCommunities(
        of: caller.adapter.isAdministrator ? nil : caller.adapter.id
      ).first { $0.slug == slug || $0.id == slug }
      return (community, try community.map { try store.moderatedCategories(of: $0.id) } ?? [])
    }
  }

  /// A profile by the platform's id for it, made where nobody has met it (moderation-api 7.24).
  public func lookUpProfile(
    _ caller: AdapterCaller, platform: String, userID: String, scope: String
  ) async throws -> ExternalMember {
    try caller.require("profiles:read")
    guard ["discord", "discourse", "github", "email"].contains(platform) else {
      throw AdapterRefusal.badRequest("Unknown platform: \(platform)")
    }
    guard !userID.isEmpty, userID.count <= 255 else {
      throw SiteError.invalid("platform_user_id", "1 to 255 characters.")
    }
    if platform == "discourse", scope == "*" || scope.isEmpty {
      throw AdapterRefusal.badRequest("provider_scope is required for discourse")
    }
    let now = self.now
    return try await store.write { store in
      if scope != "*" {
        guard let community = try store.moderatedCommunity(platform: platform, slug: scope),
          caller.owns(community)
        else { throw SiteError.notFound(what: "User profile not found") }
        return try store.member(of: community, userID: userID, name: nil, at: now)
      }
      if let known = try store.externalMember(platform: platform, scope: scope, userID: userID) {
        return known
      }
      let made = ExternalMember(
        id: MemberID(NewIDs.uuid(at: now)), platform: platform, scope: scope, userID: userID,
        name: "user_\(userID)", createdAt: now)
      try store.insert(made)
      return made
    }
  }

  static let noCommunity = SiteError.notFound(what: "Community server not found")
}

/// What sealed keys are for.
enum SealedKeys {
  static let purpose = "adapter key"
  static let webhook = "webhook secret"
}

extension StoreTransaction {
  /// A community that the caller owns.
  ///
  /// - Throws: `SiteError.notFound`, also for somebody else's.
  func owned(_ id: String, by caller: AdapterCaller) throws -> ModeratedCommunity {
    guard let community = try moderatedCommunity(id), caller.owns(community) else {
      throw Site.noCommunity
    }
    return community
  }

  /// Adds a webhook, or renews the one that goes to the same address.
  @discardableResult
  func register(_ webhook: Webhook) throws -> Webhook {
    var webhook = webhook
    if let known = try self.webhook(community: webhook.community, url: webhook.url) {
      webhook.id = known.id
      webhook.createdAt = known.createdAt
    }
    try put(webhook)
    return webhook
  }
}
