import CommunityRules
import Identity
import OAuth
import Storage

/// A key that was just made; shown once.
public struct NewAdapterKey: Sendable {
  public let adapter: Adapter
  public let key: AdapterKey
  public let text: Secret
  /// What a Discourse forum checks webhooks with: the key itself.
  public var webhookSecret: Secret { text }
}

extension Site {
  /// Makes an adapter with a first key. Only the command line calls this: who can run it owns the
  /// database anyway.
  ///
  /// - Throws: `SiteError.invalid` for a name that can't be taken.
  public func makeAdapter(
    name: String, isAdministrator: Bool = false, expiresInDays: Int? = nil
  ) async throws -> NewAdapterKey {
    let name = try Self.adapterName(name)
    let now = self.now
    let adapter = Adapter(
      id: NewIDs.uuid(at: now), name: name, isAdministrator: isAdministrator, createdAt: now)
    let made = try await newKey(
      of: adapter, name: name,
      scopes: isAdministrator
        ? [AdapterScope.adapter, AdapterScope.makingKeys] : [AdapterScope.adapter],
      expiresInDays: expiresInDays)
    try await store.write { store in
      try store.insert(adapter)
      try store.insert(made.key)
      try store.audit(
        ModerationAuditLine(
          at: now, community: nil, actor: "system", what: "adapter made",
          details: JSONTree.object(["adapter": .text(adapter.id), "key": .text(made.key.id)])
            .canonical))
    }
    return made
  }

  /// Makes an adapter with a first key, for an operator.
  public func makeAdapter(_ asker: Asker, name: String) async throws -> NewAdapterKey {
    try asker.require(.takeMeasures)
    return try await makeAdapter(name: name)
  }

  /// Gives an adapter one more key; the others stay good until they are revoked.
  public func addAdapterKey(
    _ asker: Asker, to adapter: String, name: String, expiresInDays: Int?
  ) async throws -> NewAdapterKey {
    try asker.require(.takeMeasures)
    let name = try Self.adapterName(name)
    guard let adapter = try await store.read({ try $0.adapter(adapter) }) else {
      throw Self.noAdapter
    }
    let made = try await newKey(
      of: adapter, name: name, scopes: [AdapterScope.adapter], expiresInDays: expiresInDays)
    let now = self.now
    try await store.write { store in
      try store.insert(made.key)
      try store.audit(Self.line(asker, "adapter key made", ["key": .text(made.key.id)], at: now))
    }
    return made
  }

  /// Ends a key at once. Webhooks that were signed with it stop with it.
  public func revokeAdapterKey(_ asker: Asker, _ id: String) async throws {
    try asker.require(.takeMeasures)
    let now = self.now
    try await store.write { store in
      guard var key = try store.adapterKey(id) else {
        throw SiteError.notFound(what: "There is no such key.")
      }
      guard key.revokedAt == nil else { return }
      try store.revoke(&key, at: now)
      try store.audit(Self.line(asker, "adapter key revoked", ["key": .text(id)], at: now))
    }
  }

  /// An adapter with its keys and communities, for operators.
  public struct AdapterView: Sendable {
    public var adapter: Adapter
    public var keys: [AdapterKey]
    public var communities: [ModeratedCommunity]
  }

  public func adapters(_ asker: Asker) async throws -> [AdapterView] {
    try asker.require(.takeMeasures)
    return try await store.read { store in
      try store.adapters().map { adapter in
        AdapterView(
          adapter: adapter, keys: try store.adapterKeys(of: adapter.id),
          communities: try store.moderatedCommunities(of: adapter.id))
      }
    }
  }

  static let noAdapter = SiteError.notFound(what: "There is no such adapter.")

  static func adapterName(_ name: String) throws -> String {
    let name = name.trimmingBlanks
    guard (1...80).contains(name.count) else {
      throw SiteError.invalid("name", "Give a name of at most 80 characters.")
    }
    return name
  }

  func newKey(
    of adapter: Adapter, name: String, scopes: Set<String>, expiresInDays: Int?
  ) async throws -> NewAdapterKey {
    guard expiresInDays.map({ (1...365).contains($0) }) ?? true else {
      throw SiteError.invalid("expiresInDays", "1 to 365 days.")
    }
    let (text, prefix) = AdapterKeyText.new()
    let hash = try await onPasswordQueue { try PasswordHash(of: text).text }
    let now = self.now
    let key = AdapterKey(
      id: NewIDs.uuid(at: now), adapter: adapter.id, name: name, prefix: prefix, hash: hash,
      scopes: scopes, createdAt: now,
      expiresAt: expiresInDays.map { now + Int64($0) * 86_400_000 })
    return NewAdapterKey(adapter: adapter, key: key, text: Secret(text))
  }

  /// A line of the audit of what an operator does.
  static func line(
    _ asker: Asker, _ what: String, _ details: [String: JSONTree] = [:], community: String? = nil,
    reason: String? = nil, at now: Int64
  ) -> ModerationAuditLine {
    ModerationAuditLine(
      at: now, community: community, actor: asker.account.map { "account \($0.id)" } ?? "system",
      what: what, reason: reason, details: JSONTree.object(details).canonical)
  }
}

extension StoreTransaction {
  func revoke(_ key: inout AdapterKey, at now: Int64) throws {
    key.revokedAt = now
    key.sealed = nil
    try update(key)
    for var webhook in try webhooks(signedWith: key.id) where webhook.sealedSecret == nil {
      webhook.isActive = false
      webhook.problem = "key revoked"
      try put(webhook)
    }
  }
}
