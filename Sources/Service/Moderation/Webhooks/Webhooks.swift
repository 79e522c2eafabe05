import CommunityRules
import Moderation
import OAuth
import Outbound
import Storage

/// What an adapter registers as a webhook (moderation-api 9.3).
public struct WebhookForm: Sendable {
  public var url: String
  public var secret: String
  public var community: String
  public var platform: String?
  public var channel: String?
  public var events: [String]?

  public init(
    url: String, secret: String, community: String, platform: String? = nil,
    channel: String? = nil, events: [String]? = nil
  ) {
    self.url = url
    self.secret = secret
    self.community = community
    self.platform = platform
    self.channel = channel
    self.events = events
  }
}

extension AdapterCaller {
  /// Addresses, deliveries and keys are for administrators and the platform's server alone.
  ///
  /// - Throws: `SiteError.forbidden`, `AdapterRefusal.lacksScope`.
  fileprivate func requireAdministration() throws {
    guard identity?.isAdmin ?? true else {
      throw SiteError.forbidden(reason: "Admin privileges required")
    }
    try requireServer()
  }

  fileprivate func line(_ what: String, _ webhook: Webhook, at now: Int64) -> ModerationAuditLine {
    var details: [String: JSONTree] = ["webhook": .text(webhook.id), "url": .text(webhook.url)]
    // Whom the platform names as the one who did it.
    if let identity { details["user"] = .text(identity.userID) }
    return ModerationAuditLine(
      at: now, community: webhook.community, actor: "adapter key \(key.id)", what: what,
      details: JSONTree.object(details).canonical)
  }
}

extension Site {
  /// Registers a webhook, or changes the one that goes to the same address.
  public func registerWebhook(_ caller: AdapterCaller, _ form: WebhookForm) async throws -> Webhook
  {
    try caller.requireAdministration()
    try limits.take(.webhookRegistration, by: caller.adapter.id, at: now)
    try checkWebhook(url: form.url, secret: form.secret)
    let now = self.now
    let serverKey = self.key
    return try await store.write { store in
      let community = try store.community(slug: form.community, platform: form.platform, of: caller)
      let id =
        try store.webhook(community: community.id, url: form.url)?.id ?? NewIDs.uuid(at: now)
      let webhook = try store.register(
        Webhook(
          id: id, community: community.id, url: form.url,
          sealedSecret: try serverKey.seal(form.secret, for: SealedKeys.webhook, name: id),
          adapterKey: caller.key.id, channel: form.channel, events: form.events, createdAt: now))
      try store.audit(caller.line("webhook registered", webhook, at: now))
      return webhook
    }
  }

  private func checkWebhook(url: String, secret: String) throws {
    guard url.utf8.count <= 500,
      WebhookAddress.host(of: url, allowedHosts: configuration.moderation.allowedWebhookHosts)
        != nil
    else {
      throw SiteError.invalid("url", "An https address of a public host, at most 500 characters.")
    }
    guard (1...100).contains(secret.utf8.count) else {
      throw SiteError.invalid("secret", "1 to 100 characters.")
    }
  }

  /// The webhooks of a community; none for an unknown slug.
  public func webhooks(_ caller: AdapterCaller, slug: String) async throws -> [Webhook] {
    try caller.requireAdministration()
    return try await store.read { store in
      guard let community = try? store.community(slug: slug, platform: nil, of: caller) else {
        return []
      }
      return try store.webhooks(of: community.id)
    }
  }

  /// How many events the host of a community's webhook takes in so many seconds, and how many are left.
  public func webhookBudget(
    _ caller: AdapterCaller, slug: String
  ) async throws -> (limit: Int, remaining: Int, seconds: Int) {
    let webhook = try await webhooks(caller, slug: slug).first(where: \.isActive)
    return (
      HostBudget.most,
      webhook.map { moderation.hosts.remaining(HostBudget.name(of: $0.url), at: now) }
        ?? HostBudget.most, Int(HostBudget.window / 1_000)
    )
  }

  /// Changes a webhook; nil leaves a field as it is.
  public func changeWebhook(
    _ caller: AdapterCaller, _ id: String, url: String?, secret: String?, channel: String??,
    isActive: Bool?, events: [String]??
  ) async throws -> Webhook {
    try caller.requireAdministration()
    if let url { try checkWebhook(url: url, secret: secret ?? "x") }
    if let secret { try checkWebhook(url: url ?? "https://example.org/", secret: secret) }
    let serverKey = self.key
    let now = self.now
    return try await store.write { store in
      var webhook = try store.webhook(id, of: caller)
      if let url { webhook.url = url }
      if let secret {
        webhook.sealedSecret = try serverKey.seal(secret, for: SealedKeys.webhook, name: id)
      }
      if let channel { webhook.channel = channel }
      if let events { webhook.events = events }
      if let isActive { webhook.isActive = isActive }
      webhook.problem = nil
      try store.put(webhook)
      try store.audit(caller.line("webhook changed", webhook, at: now))
      return webhook
    }
  }

  public func deactivateWebhook(_ caller: AdapterCaller, _ id: String) async throws {
    try caller.requireAdministration()
    let now = self.now
    try await store.write { store in
      var webhook = try store.webhook(id, of: caller)
      webhook.isActive = false
      try store.put(webhook)
      try store.audit(caller.line("webhook ended", webhook, at: now))
    }
  }

  /// What was sent to a webhook, the newest first.
  public func deliveries(
    _ caller: AdapterCaller, _ id: String, page: Int, size: Int
  ) async throws -> (items: [QueuedDelivery], total: Int) {
    try caller.requireAdministration()
    return try await store.read { store in
      _ = try store.webhook(id, of: caller)
      return try store.deliveries(to: id, limit: size, offset: (page - 1) * size)
    }
  }

  // MARK: Dead letters

  /// Events that were given up on, the newest first.
  public func deadLetters(
    _ asker: Asker, before: Int64? = nil, limit: Int = 50
  ) async throws -> [QueuedDelivery] {
    try asker.require(.takeMeasures)
    return try await store.read { store in
      try store.deadLetters(community: nil, before: before, limit: limit)
    }
  }

  /// Sends an event that was given up on again, under its old id: receivers that had it after all
  /// recognise it.
  public func replay(_ asker: Asker, delivery id: Int64) async throws {
    try asker.require(.takeMeasures)
    let now = self.now
    try await store.write { store in
      guard var delivery = try store.delivery(id) else {
        throw SiteError.notFound(what: "There is no such delivery.")
      }
      guard delivery.progress.state == .failed else {
        throw SiteError.conflict(reason: "The delivery is \(delivery.progress.state.rawValue).")
      }
      delivery.progress = Delivery(at: now)
      delivery.lastError = nil
      try store.update(delivery)
      try store.audit(Self.line(asker, "delivery replayed", ["delivery": .int(id)], at: now))
    }
  }
}

extension StoreTransaction {
  fileprivate func webhook(_ id: String, of caller: AdapterCaller) throws -> Webhook {
    guard let webhook = try webhook(id),
      let community = try moderatedCommunity(webhook.community), caller.owns(community)
    else { throw SiteError.notFound(what: "Webhook not found") }
    return webhook
  }

  /// An owned community by its slug; the platform is that of the key's own community unless named.
  func community(
    slug: String, platform: String?, of caller: AdapterCaller
  ) throws -> ModeratedCommunity {
    let found = try moderatedCommunities(
      of: caller.adapter.isAdministrator ? nil : caller.adapter.id
    ).first { $0.slug == slug && (platform == nil || $0.platform == platform) }
    guard let found else { throw Site.noCommunity }
    return found
  }
}
