import Foundation
import Storage

/// What an administrator's program asks for when it makes a key (moderation-api 8.6).
public struct IssuedKeyForm: Sendable {
  /// The principal that the key is for is found by it, or made.
  public var email: String
  public var displayName: String
  public var keyName: String
  public var scopes: Set<String>

  public init(email: String, displayName: String, keyName: String, scopes: Set<String>) {
    self.email = email
    self.displayName = displayName
    self.keyName = keyName
    self.scopes = scopes
  }
}

/// A key with whom it is for.
public struct IssuedKey: Sendable {
  public let key: AdapterKey
  public let adapter: Adapter
}

/// Keys that programs of the platform's administrators make for others. No key that is made so makes
/// keys.
extension Site {
  /// - Throws: `AdapterRefusal.lacksScope` for who is no administrator,
  ///   `AdapterRefusal.badRequest` for scopes that are unknown or can't be given.
  public func issueKey(
    _ caller: AdapterCaller, _ form: IssuedKeyForm
  ) async throws -> NewAdapterKey {
    try caller.requireMakingKeys()
    let wrong = form.scopes.subtracting(AdapterScope.all)
    guard wrong.isEmpty, !form.scopes.isEmpty else {
      throw AdapterRefusal.badRequest(
        wrong.isEmpty
          ? "scopes is empty" : "Invalid scopes: \(wrong.sorted().joined(separator: ", "))")
    }
    guard !form.scopes.contains(AdapterScope.makingKeys) else {
      throw AdapterRefusal.badRequest("Restricted scopes: \(AdapterScope.makingKeys)")
    }
    let email = form.email.lowercased()
    guard (3...254).contains(email.utf8.count), email.split(separator: "@").count == 2,
      !email.contains(where: \.isWhitespace)
    else {
      throw SiteError.invalid("user_email", "Enter a mail address.")
    }
    let name = try Self.adapterName(form.displayName)
    let keyName = try Self.adapterName(form.keyName)
    let now = self.now
    let known = try await store.read { try $0.adapter(email: email) }
    var adapter = known ?? Adapter(id: NewIDs.uuid(at: now), name: name, createdAt: now)
    adapter.email = email
    let new = try await newKey(
      of: adapter, name: keyName, scopes: form.scopes, expiresInDays: nil)
    return try await store.write { [adapter] store in
      // Somebody may have named the same principal meanwhile.
      let principal: Adapter
      if let known = try store.adapter(email: email) {
        principal = known
      } else {
        try store.insert(adapter)
        principal = adapter
      }
      var key = new.key
      key.adapter = principal.id
      key.createdBy = caller.adapter.id
      try store.insert(key)
      try store.audit(caller.line("adapter key made", key, at: now))
      return NewAdapterKey(adapter: principal, key: key, text: new.text)
    }
  }

  /// Keys that the caller's adapter made, oldest first, ended ones among them.
  public func issuedKeys(_ caller: AdapterCaller) async throws -> [IssuedKey] {
    try caller.requireMakingKeys()
    return try await store.read { store in
      try store.adapterKeys(madeBy: caller.adapter.id).compactMap { key in
        try store.adapter(key.adapter).map { IssuedKey(key: key, adapter: $0) }
      }
    }
  }

  /// Ends a key at once.
  ///
  /// - Throws: `SiteError.notFound` for a key that somebody else made.
  public func withdrawKey(_ caller: AdapterCaller, _ id: String) async throws {
    try caller.requireMakingKeys()
    let now = self.now
    try await store.write { store in
      guard var key = try store.adapterKey(id.lowercased()), key.createdBy == caller.adapter.id,
        key.revokedAt == nil
      else { throw SiteError.notFound(what: "API key not found") }
      try store.revoke(&key, at: now)
      try store.audit(caller.line("adapter key revoked", key, at: now))
    }
  }
}

extension AdapterCaller {
  fileprivate func requireMakingKeys() throws {
    guard adapter.isAdministrator, key.scopes.contains(AdapterScope.makingKeys) else {
      throw AdapterRefusal.lacksScope
    }
  }

  fileprivate func line(_ what: String, _ key: AdapterKey, at now: Int64) -> ModerationAuditLine {
    ModerationAuditLine(
      at: now, community: nil, actor: "adapter \(adapter.id)", what: what,
      details: JSONTree.object(["key": .text(key.id)]).canonical)
  }
}
