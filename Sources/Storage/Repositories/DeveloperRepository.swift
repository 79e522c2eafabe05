import CommunityRules

/// Applications of developers, and what proves that a program acts for an account.
///
/// What need not be read again is kept as a hash. The secrets of OAuth 1 sign messages on both sides,
/// so that they must be read: they are sealed with a key that the store does not have.
public protocol DeveloperRepository {
  /// Adds an application; its `id` is ignored.
  func insert(_ app: DeveloperApp) throws -> Int64
  func update(_ app: DeveloperApp) throws
  func developerApp(_ id: Int64) throws -> DeveloperApp?
  func developerApp(consumerKey: String) throws -> DeveloperApp?
  func developerApp(clientID: String) throws -> DeveloperApp?
  /// Ascending, revoked ones among them.
  func developerApps(of account: AccountID) throws -> [DeveloperApp]
  /// Ends an application and every token that it has.
  func revokeDeveloperApp(_ id: Int64, at: Int64) throws

  func insert(_ token: OAuth1Token) throws
  func oauth1Token(_ token: String) throws -> OAuth1Token?
  func oauth1Tokens(ofApp app: Int64) throws -> [OAuth1Token]
  func revokeOAuth1Token(_ token: String, at: Int64) throws
  /// Notes that a signed request was taken.
  ///
  /// - Parameters:
  ///   - hash: of the consumer key, the token, the time and the nonce.
  ///   - keptSince: older ones are forgotten.
  /// - Returns: false where it was taken before.
  func recordNonce(hash: [UInt8], at: Int64, keptSince: Int64) throws -> Bool

  func insert(_ code: AuthorizationCode, hash: [UInt8]) throws
  func authorizationCode(hash: [UInt8]) throws -> AuthorizationCode?
  func useAuthorizationCode(hash: [UInt8], at: Int64) throws
  func deleteAuthorizationCodes(expiredAt: Int64) throws

  func insert(_ token: ProgramToken, hash: [UInt8]) throws
  func programToken(hash: [UInt8]) throws -> ProgramToken?
  func revokeProgramToken(hash: [UInt8], at: Int64) throws
  /// Ends every token that came from one consent.
  func revokeProgramTokens(ofGrant grant: Int64, at: Int64) throws
  func revokeAppOnlyTokens(ofApp app: Int64, at: Int64) throws
  /// Consents of people that have a token which still works, newest first.
  func grants(to account: AccountID, at: Int64) throws -> [ProgramToken]
  func deleteProgramTokens(endedBefore: Int64) throws
  /// Ends all that programs may do for an account.
  func revokeProgramAccess(to account: AccountID, at: Int64) throws
}

/// A program as its developer registered it.
public struct DeveloperApp: Hashable, Sendable {
  public var id: Int64
  public var account: AccountID
  public var name: String
  /// Whether OAuth 1 requests may write.
  public var mayWrite: Bool
  /// Where people are led back to after consenting; exact.
  public var redirectURIs: [String]
  public var consumerKey: String
  public var sealedConsumerSecret: [UInt8]
  public var clientID: String
  /// Nil: a program that can't keep a secret.
  public var clientSecretHash: [UInt8]?
  public var createdAt: Int64
  public var revokedAt: Int64?

  public init(
    id: Int64 = 0, account: AccountID, name: String, mayWrite: Bool, redirectURIs: [String],
    consumerKey: String, sealedConsumerSecret: [UInt8], clientID: String,
    clientSecretHash: [UInt8]?, createdAt: Int64, revokedAt: Int64? = nil
  ) {
    self.id = id
    self.account = account
    self.name = name
    self.mayWrite = mayWrite
    self.redirectURIs = redirectURIs
    self.consumerKey = consumerKey
    self.sealedConsumerSecret = sealedConsumerSecret
    self.clientID = clientID
    self.clientSecretHash = clientSecretHash
    self.createdAt = createdAt
    self.revokedAt = revokedAt
  }
}

/// What ties the signed requests of an application to an account.
public struct OAuth1Token: Hashable, Sendable {
  public var token: String
  public var app: Int64
  public var account: AccountID
  public var sealedSecret: [UInt8]
  public var createdAt: Int64
  public var revokedAt: Int64?

  public init(
    token: String, app: Int64, account: AccountID, sealedSecret: [UInt8], createdAt: Int64,
    revokedAt: Int64? = nil
  ) {
    self.token = token
    self.app = app
    self.account = account
    self.sealedSecret = sealedSecret
    self.createdAt = createdAt
    self.revokedAt = revokedAt
  }
}

/// A person's consent, on its way from the browser to the program.
public struct AuthorizationCode: Hashable, Sendable {
  public var app: Int64
  public var account: AccountID
  public var redirectURI: String
  /// Separated by spaces, as requested.
  public var scope: String
  /// Of PKCE, by SHA-256.
  public var challenge: String
  /// Names the consent: every token that comes from it carries it.
  public var grant: Int64
  public var createdAt: Int64
  public var expiresAt: Int64
  public var usedAt: Int64?

  public init(
    app: Int64, account: AccountID, redirectURI: String, scope: String, challenge: String,
    grant: Int64, createdAt: Int64, expiresAt: Int64, usedAt: Int64? = nil
  ) {
    self.app = app
    self.account = account
    self.redirectURI = redirectURI
    self.scope = scope
    self.challenge = challenge
    self.grant = grant
    self.createdAt = createdAt
    self.expiresAt = expiresAt
    self.usedAt = usedAt
  }
}

/// What a program shows to act for an account, or for itself.
public struct ProgramToken: Hashable, Sendable {
  public enum Kind: String, Sendable {
    case access, refresh
    /// Acts for no account.
    case appOnly
  }

  public var kind: Kind
  public var app: Int64
  /// Nil: of the application alone.
  public var account: AccountID?
  /// Separated by spaces.
  public var scope: String
  public var grant: Int64
  public var createdAt: Int64
  public var expiresAt: Int64?
  public var revokedAt: Int64?

  public init(
    kind: Kind, app: Int64, account: AccountID?, scope: String, grant: Int64, createdAt: Int64,
    expiresAt: Int64?, revokedAt: Int64? = nil
  ) {
    self.kind = kind
    self.app = app
    self.account = account
    self.scope = scope
    self.grant = grant
    self.createdAt = createdAt
    self.expiresAt = expiresAt
    self.revokedAt = revokedAt
  }
}
