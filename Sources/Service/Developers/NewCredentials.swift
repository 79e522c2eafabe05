import CommunityRules
import Identity
import OAuth
import Storage

/// What sealed secrets are for.
enum SealedSecrets {
  static let consumer = "OAuth 1 consumer"
  static let token = "OAuth 1 token"
}

/// How long what programs show is taken, in milliseconds.
enum CredentialLife {
  static let code: Int64 = 5 * 60_000
  /// Two hours, as X's.
  static let access: Int64 = 7_200_000
  static let refresh: Int64 = 180 * 86_400_000
  /// For how long ended tokens are kept, so that a second use of one is noticed.
  static let ended: Int64 = 30 * 86_400_000
}

extension StoreTransaction {
  /// An application that is the account's own and in use.
  func ownApp(_ id: Int64, of account: AccountID) throws -> DeveloperApp {
    guard let app = try developerApp(id), app.account == account, app.revokedAt == nil else {
      throw SiteError.notFound(what: "There is no such application.")
    }
    return app
  }

  /// Lets an application's signed requests act for an account. The token begins with the account's
  /// number, as X's do.
  func newOAuth1Token(
    of app: DeveloperApp, for account: AccountID, _ key: ServerKey, at now: Int64
  ) throws -> (token: String, secret: Secret) {
    let name = "\(account)-\(SecretToken().text)"
    let secret = SecretToken().text
    try insert(
      OAuth1Token(
        token: name, app: app.id, account: account,
        sealedSecret: try key.seal(secret, for: SealedSecrets.token, name: name), createdAt: now))
    return (name, Secret(secret))
  }

  func newAppOnlyToken(of app: DeveloperApp, at now: Int64) throws -> Secret {
    let token = SecretToken()
    try insert(
      ProgramToken(
        kind: .appOnly, app: app.id, account: nil, scope: "", grant: newGrant(), createdAt: now,
        expiresAt: nil), hash: token.hash)
    return Secret(token.text)
  }

  /// An access token and, where it was asked for, a refresh token of one consent.
  func newTokens(
    of app: DeveloperApp, for account: AccountID, _ scopes: ScopeSet, grant: Int64, at now: Int64
  ) throws -> TokenAnswer {
    func token(_ kind: ProgramToken.Kind, _ life: Int64) throws -> Secret {
      let token = SecretToken()
      try insert(
        ProgramToken(
          kind: kind, app: app.id, account: account, scope: scopes.text, grant: grant,
          createdAt: now, expiresAt: now + life), hash: token.hash)
      return Secret(token.text)
    }
    return TokenAnswer(
      accessToken: try token(.access, CredentialLife.access),
      expiresIn: Int(CredentialLife.access / 1_000), scope: scopes,
      refreshToken: scopes.contains(.offlineAccess)
        ? try token(.refresh, CredentialLife.refresh) : nil)
  }

  /// A name for a consent.
  func newGrant() -> Int64 { Int64.random(in: 1...Int64.max) }
}
