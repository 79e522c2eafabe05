import CommunityRules

/// Logins, their sessions and the tokens that programs and mails carry.
public protocol AccountRepository {
  /// Adds an account; its `id` is ignored.
  func insert(_ account: Account) throws -> AccountID
  func update(_ account: Account) throws
  func account(_ id: AccountID) throws -> Account?
  func account(email: String) throws -> Account?
  func account(subject: Account.Subject) throws -> Account?
  func account(authorKey: String) throws -> Account?
  func accountCount() throws -> Int
  /// Newest first.
  func accounts(matching text: String, after: AccountID?, limit: Int) throws -> [Account]

  func insert(_ session: Session) throws
  func session(tokenHash: [UInt8]) throws -> Session?
  func touchSession(tokenHash: [UInt8], at: Int64, expiresAt: Int64) throws
  func deleteSession(tokenHash: [UInt8]) throws
  func deleteSessions(of account: AccountID) throws
  func deleteSessions(expiredAt: Int64) throws

  func insertMailToken(hash: [UInt8], account: AccountID, purpose: String, expiresAt: Int64) throws
  /// Whose token it is; it works once.
  func takeMailToken(hash: [UInt8], purpose: String, at: Int64) throws -> AccountID?

  /// Adds a token; its `id` is ignored.
  func insert(_ token: APIToken, hash: [UInt8]) throws -> Int64
  func apiToken(hash: [UInt8]) throws -> APIToken?
  func apiTokens(of account: AccountID) throws -> [APIToken]
  func revokeAPIToken(_ id: Int64, of account: AccountID, at: Int64) throws
}

/// Somebody signed in from a browser.
public struct Session: Hashable, Sendable {
  public var tokenHash: [UInt8]
  public var account: AccountID
  public var createdAt: Int64
  public var lastSeenAt: Int64
  public var expiresAt: Int64

  public init(
    tokenHash: [UInt8], account: AccountID, createdAt: Int64, lastSeenAt: Int64, expiresAt: Int64
  ) {
    self.tokenHash = tokenHash
    self.account = account
    self.createdAt = createdAt
    self.lastSeenAt = lastSeenAt
    self.expiresAt = expiresAt
  }
}

/// What a program may do for an account.
public struct APIToken: Hashable, Sendable {
  public var id: Int64
  public var account: AccountID
  public var name: String
  public var scopes: Set<String>
  public var createdAt: Int64
  public var expiresAt: Int64?
  public var revokedAt: Int64?

  public init(
    id: Int64 = 0, account: AccountID, name: String, scopes: Set<String>, createdAt: Int64,
    expiresAt: Int64? = nil, revokedAt: Int64? = nil
  ) {
    self.id = id
    self.account = account
    self.name = name
    self.scopes = scopes
    self.createdAt = createdAt
    self.expiresAt = expiresAt
    self.revokedAt = revokedAt
  }
}
