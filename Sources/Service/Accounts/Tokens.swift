import CommunityRules
import Identity
import Storage

extension Site {
  /// What a program shows instead of a password; only its hash is kept, so it is shown once.
  public struct NewToken: Sendable {
    public let text: String
    public let token: APIToken
  }

  private static let tokenPrefix = "cg_"
  private static let mostTokens = 20

  public func makeToken(
    _ asker: Asker, name: String, scopes: Set<Scope>, expiresAt: Int64? = nil
  ) async throws -> NewToken {
    let account = try asker.requireAccount()
    let name = name.trimmingBlanks
    guard !name.isEmpty, name.count <= 80 else {
      throw SiteError.invalid("name", "Enter a name of at most 80 characters.")
    }
    guard !scopes.isEmpty else {
      throw SiteError.invalid("scopes", "Choose at least one thing that the token may do.")
    }
    guard asker.isOperator || scopes.isDisjoint(with: [.posts, .operate]) else {
      throw SiteError.forbidden(reason: "Only operators' tokens may push posts or run the site.")
    }
    // A token cannot make one that may do more than itself.
    if let own = asker.scopes, !scopes.isSubset(of: own) {
      throw SiteError.forbidden(reason: "A token can't make one that may do more.")
    }
    // Nor one that may do it for longer.
    let expiresAt = [expiresAt, asker.tokenEndsAt].compactMap(\.self).min()
    let secret = Self.tokenPrefix + SecretToken().text
    var token = APIToken(
      account: account.id, name: name, scopes: Set(scopes.map(\.rawValue)), createdAt: now,
      expiresAt: expiresAt)
    token.id = try await store.write { [token] store in
      let now = token.createdAt
      guard
        try store.apiTokens(of: account.id).count(where: { $0.revokedAt == nil })
          < Self.mostTokens
      else {
        throw SiteError.conflict(reason: "You have \(Self.mostTokens) tokens. Revoke one first.")
      }
      try store.record("token made", by: account.id, subject: "token “\(name)”", at: now)
      return try store.insert(token, hash: SecretToken(text: secret).hash)
    }
    return NewToken(text: secret, token: token)
  }

  public func tokens(_ asker: Asker) async throws -> [APIToken] {
    let account = try asker.requireAccount()
    return try await store.read { try $0.apiTokens(of: account.id) }
      .filter { $0.revokedAt == nil }
  }

  public func revokeToken(_ asker: Asker, _ id: Int64) async throws {
    let account = try asker.requireAccount()
    let now = self.now
    try await store.write { store in
      guard try store.apiTokens(of: account.id).contains(where: { $0.id == id }) else {
        throw SiteError.notFound(what: "There is no such token.")
      }
      try store.revokeAPIToken(id, of: account.id, at: now)
      try store.record("token revoked", by: account.id, subject: "token \(id)", at: now)
    }
  }

  /// Whose token a program shows.
  ///
  /// - Throws: `SiteError.notSignedIn` for one that is unknown, revoked or expired.
  public func asker(token text: String) async throws -> Asker {
    guard text.hasPrefix(Self.tokenPrefix), text.utf8.count <= 100 else {
      throw SiteError.notSignedIn
    }
    let now = self.now
    return try await store.read { store in
      guard let token = try store.apiToken(hash: SecretToken(text: text).hash),
        token.revokedAt == nil, token.expiresAt.map({ $0 > now }) ?? true,
        let account = try store.account(token.account)
      else { throw SiteError.notSignedIn }
      return try Asker(
        account: account, scopes: Set(token.scopes.compactMap(Scope.init(rawValue:))),
        tokenEndsAt: token.expiresAt, in: store)
    }
  }
}

extension StoreTransaction {
  /// Ends what every program may do for an account.
  func revokeAPITokens(of account: AccountID, at now: Int64) throws {
    for token in try apiTokens(of: account) where token.revokedAt == nil {
      try revokeAPIToken(token.id, of: account, at: now)
    }
    try revokeProgramAccess(to: account, at: now)
  }
}
