import Crypto
import Identity
import Moderation
import OAuth
import Storage

/// A platform's program that calls, and whom it says it acts for.
public struct AdapterCaller: Sendable {
  public let adapter: Adapter
  public let key: AdapterKey
  /// The key as it was shown: the secret of webhooks that are registered with it.
  let secret: Secret
  /// Whom the call is for, as its headers say.
  public let identity: AdapterIdentity?
  /// A name for it, for rate limits.
  public var client: String { "adapter key \(key.id)" }
  /// The same for the user that acts.
  public var actingClient: String? {
    identity.map { "\(key.adapter) \($0.scope) \($0.userID)" }
  }

  public var isPlatformAdapter: Bool { key.scopes.contains(AdapterScope.adapter) }

  /// - Throws: `AdapterRefusal.lacksScope`.
  public func require(_ scope: String) throws {
    guard isPlatformAdapter || key.scopes.contains(scope) else { throw AdapterRefusal.lacksScope }
  }

  /// For what the platform's own server may do, where nobody acts; a key with single scopes is not that.
  ///
  /// - Throws: `AdapterRefusal.lacksScope`.
  func requireServer() throws {
    guard isPlatformAdapter || adapter.isAdministrator else { throw AdapterRefusal.lacksScope }
  }

  func owns(_ community: ModeratedCommunity) -> Bool {
    adapter.isAdministrator || community.adapter == adapter.id
  }
}

/// What adapters' keys may do (moderation-api 2.3).
public enum AdapterScope {
  public static let adapter = "platform:adapter"
  public static let makingKeys = "api-keys:create"
  public static let all: Set<String> = [
    "simulations:read", adapter, "requests:read", "requests:write", "notes:read", "notes:write",
    "notes:delete", "ratings:write", "profiles:read", "community-servers:read",
    "moderation-actions:read", makingKeys,
  ]
}

/// The user of a platform that a call is for (moderation-api 3.1).
public struct AdapterIdentity: Hashable, Sendable {
  public var platform: String
  public var userID: String
  /// The slug of the community.
  public var scope: String
  public var username: String?
  public var trustLevel: Int?
  public var isAdmin: Bool
  public var isModerator: Bool

  public init(
    platform: String, userID: String, scope: String, username: String? = nil,
    trustLevel: Int? = nil, isAdmin: Bool = false, isModerator: Bool = false
  ) {
    self.platform = platform
    self.userID = userID
    self.scope = scope
    self.username = username
    self.trustLevel = trustLevel
    self.isAdmin = isAdmin
    self.isModerator = isModerator
  }

  public var isStaff: Bool { isAdmin || isModerator }
}

extension Site {
  /// Finds out which adapter calls (moderation-api 2.1).
  ///
  /// - Parameters:
  ///   - apiKey: of the header made for it. Where it is good, nothing else is looked at.
  ///   - bearer: a key, or something that is meant for somebody else.
  /// - Throws: `AdapterRefusal`, `SiteError.limited` for who tries too many keys.
  public func adapterCaller(
    apiKey: String?, bearer: String?, identity: AdapterIdentity?, client: String
  ) async throws -> AdapterCaller {
    guard apiKey != nil || bearer != nil else {
      try limits.take(.unknownAdapter, by: client, at: now)
      throw AdapterRefusal.noCredentials
    }
    for text in [apiKey, bearer].compactMap(\.self) {
      guard let (key, adapter) = try await adapterKey(text, client: client) else { continue }
      let isPlatform = key.scopes.contains(AdapterScope.adapter)
      return AdapterCaller(
        adapter: adapter, key: key, secret: Secret(text),
        identity: isPlatform ? identity : nil)
    }
    if let bearer, apiKey == nil, (try? await asker(token: bearer)) != nil {
      throw AdapterRefusal.needsAdapterKey
    }
    throw AdapterRefusal.badCredentials
  }

  /// The key that a text is, if it is good for anything now.
  private func adapterKey(
    _ text: String, client: String
  ) async throws -> (AdapterKey, Adapter)? {
    guard (16...256).contains(text.utf8.count), text.utf8.allSatisfy({ (0x21...0x7e).contains($0) })
    else { return nil }
    let now = self.now
    let fingerprint = key.hash(Array(text.utf8), for: "adapter key")
    let known = moderation.verifiedKey(fingerprint)
    let candidates = try await store.read { store -> [(key: AdapterKey, adapter: Adapter)] in
      let keys =
        if let known {
          try store.adapterKey(known).map { [$0] } ?? []
        } else if let prefix =
          AdapterKeyText.prefix(of: text)
        { try store.adapterKey(prefix: prefix).map { [$0] } ?? [] } else {
          try store.adapterKeysWithoutPrefix()
        }
      return try keys.compactMap { key in
        try store.adapter(key.adapter).map { (key: key, adapter: $0) }
      }
    }.filter { $0.key.isValid(at: now) }
    for (candidate, adapter) in candidates {
      if candidate.id != known {
        // Checking is slow on purpose; who guesses is not to keep the machine busy.
        try limits.take(.unknownAdapter, by: client, at: now)
        let hash = PasswordHash(text: candidate.hash)
        guard try await onPasswordQueue({ try hash?.matches(text) ?? false }) else { continue }
        moderation.remember(fingerprint, key: candidate.id)
        limits.giveBack(.unknownAdapter, to: client)
      }
      try await noteUse(of: candidate, at: now)
      return (candidate, adapter)
    }
    return nil
  }

  /// Writes down that a key was used, at most once in five minutes.
  private func noteUse(of key: AdapterKey, at now: Int64) async throws {
    guard key.usedAt.map({ now - $0 > 300_000 }) ?? true else { return }
    try await store.write { store in
      guard var key = try store.adapterKey(key.id) else { return }
      key.usedAt = now
      try store.update(key)
    }
  }
}

/// How keys are written: `opk_`, 12 digits by which they are found, `_`, 43 characters of secret.
enum AdapterKeyText {
  static func new() -> (text: String, prefix: String) {
    let prefix = SymmetricKey(size: SymmetricKeySize(bitCount: 48)).withUnsafeBytes { bytes in
      hex(bytes)
    }
    return ("opk_\(prefix)_\(SecretToken().text)", prefix)
  }

  /// Keys for development have words for digits, and the rest may have underscores.
  static func prefix(of text: String) -> String? {
    let parts = text.split(separator: "_", maxSplits: 2, omittingEmptySubsequences: false)
    guard parts.count == 3, parts[0] == "opk", !parts[1].isEmpty else { return nil }
    return String(parts[1])
  }
}

extension Site {
  /// Counts a call of an adapter, and of the user for whom it is.
  ///
  /// - Throws: `SiteError.limited`.
  public func countAdapterCall(_ caller: AdapterCaller) throws {
    try limits.take(
      .adapterKey(perMinute: configuration.moderation.callsPerMinute), by: caller.client, at: now)
    if let user = caller.actingClient { try limits.take(.actingUser, by: user, at: now) }
  }
}
