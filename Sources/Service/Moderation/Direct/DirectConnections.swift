import CommunityRules
import Identity
import Moderation
import OAuth
import Storage

/// A forum that was just connected; its secret is shown once.
public struct NewDirectConnection: Sendable {
  public let community: ModeratedCommunity
  public let webhookSecret: Secret
  /// Where the forum sends its webhooks, below the site's address.
  public var path: String {
    let kind = community.platform == "discourse" ? "discourse" : "generic"
    return "/integrations/\(kind)/\(community.id)"
  }
}

/// A directly connected forum, for who runs the site.
public struct DirectView: Sendable {
  public let community: ModeratedCommunity
  public let connection: DirectConnection
  public let url: String?
  public let problem: String?
  public let waiting: Int
  public let failed: Int
}

extension Site {
  /// Connects a forum by its own webhooks and interface. The same forum again gets a new secret, and
  /// the key that is given now. Only the command line calls this: who can run it owns the database.
  ///
  /// - Throws: `SiteError.invalid`, `SiteError.conflict` where a plugin speaks for the forum.
  public func connectForum(_ form: DirectForm) async throws -> NewDirectConnection {
    let name = try Self.adapterName(form.name)
    let address = try form.address
    let now = self.now
    let slug = address?.slug ?? name.lowercased()
    let platform = form.kind == .discourse ? "discourse" : "other"
    let secret = Secret(SecretToken().text)
    let serverKey = self.key
    return try await store.write { store in
      var community: ModeratedCommunity
      let known = try store.moderatedCommunity(platform: platform, slug: slug)
      let earlier = try known.flatMap { try store.directConnection($0.id) }
      if let known {
        guard earlier?.kind == form.kind else {
          throw SiteError.conflict(reason: "\(slug) is connected by an adapter already.")
        }
        community = known
        community.name = name
      } else {
        let adapter = Adapter(id: NewIDs.uuid(at: now), name: name, createdAt: now)
        try store.insert(adapter)
        community = ModeratedCommunity(
          id: NewIDs.uuid(at: now), adapter: adapter.id, platform: platform, slug: slug,
          name: name, createdAt: now)
        community.registersWebhook = false
        try store.insert(community)
        try store.addPolicy(.newCommunity, channel: nil, of: community.id, by: "system", at: now)
      }
      if form.isHost { community.isHost = true }
      community.updatedAt = now
      try store.update(community)
      let webhook = try store.putDirectWebhook(
        form, address?.url, secret: secret, of: community, earlier: earlier?.webhook,
        key: serverKey, at: now)
      try store.put(
        DirectConnection(
          community: community.id, kind: form.kind, webhook: webhook,
          sealedSecret: try serverKey.seal(
            secret.text, for: SealedKeys.directSecret, name: community.id),
          sealedKey: try form.apiKey.map {
            try serverKey.seal($0.text, for: SealedKeys.forumKey, name: community.id)
          },
          apiUser: form.kind == .discourse ? form.apiUser : nil,
          createdAt: earlier?.createdAt ?? now))
      try store.audit(
        ModerationAuditLine(
          at: now, community: community.id, actor: "system",
          what: earlier == nil ? "forum connected directly" : "direct connection renewed",
          details: JSONTree.object(["kind": .text(form.kind.rawValue)]).canonical))
      return NewDirectConnection(community: community, webhookSecret: secret)
    }
  }

  /// Ends a direct connection: nothing is taken from the forum and nothing is sent there any more.
  public func disconnectForum(_ community: String) async throws {
    let now = self.now
    try await store.write { store in
      guard var connection = try store.directConnection(community) else { throw Self.noCommunity }
      connection.isActive = false
      connection.sealedKey = nil
      try store.put(connection)
      if let id = connection.webhook, var webhook = try store.webhook(id) {
        webhook.isActive = false
        webhook.problem = "disconnected"
        try store.put(webhook)
      }
      try store.audit(
        ModerationAuditLine(
          at: now, community: community, actor: "system", what: "forum disconnected"))
    }
  }

  /// Directly connected forums, oldest first. For the command line.
  public func directForums() async throws -> [DirectView] {
    try await store.read { store in
      try store.directConnections().compactMap { connection in
        guard let community = try store.moderatedCommunity(connection.community) else { return nil }
        let webhook = try connection.webhook.flatMap { try store.webhook($0) }
        let counts = try store.forumEventCounts(of: community.id)
        return DirectView(
          community: community, connection: connection, url: webhook?.url,
          problem: webhook?.problem, waiting: counts.pending, failed: counts.failed)
      }
    }
  }
}

extension StoreTransaction {
  /// What decisions wait under for their delivery.
  fileprivate func putDirectWebhook(
    _ form: DirectForm, _ url: String?, secret: Secret, of community: ModeratedCommunity,
    earlier: String?, key: ServerKey, at now: Int64
  ) throws -> String? {
    guard let url else { return nil }
    let known = try earlier.flatMap { try webhook($0) }
    let id = known?.id ?? NewIDs.uuid(at: now)
    try put(
      Webhook(
        id: id, community: community.id, url: url,
        sealedSecret: form.kind == .generic
          ? try key.seal(secret.text, for: SealedKeys.webhook, name: id) : nil,
        adapterKey: nil, events: form.kind == .discourse ? ForumSteps.events : nil,
        createdAt: known?.createdAt ?? now))
    return id
  }
}

extension SealedKeys {
  /// What webhooks of a directly connected forum are signed with.
  static let directSecret = "direct webhook secret"
  /// The key of a forum's interface.
  static let forumKey = "forum key"
}
