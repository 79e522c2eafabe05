import CommunityRules
import Identity
import OAuth
import Storage

/// An application as its developer sees it: no secret is ever shown again.
public struct AppView: Hashable, Sendable {
  public var id: Int64
  public var name: String
  public var mayWrite: Bool
  public var redirectURIs: [String]
  public var consumerKey: String
  public var clientID: String
  /// Whether it proves itself with a secret.
  public var isConfidential: Bool
  public var createdAt: Int64
  /// The developer's own OAuth 1 access token, where there is one.
  public var accessToken: String?
}

/// What a developer enters of an application.
public struct AppForm: Hashable, Sendable {
  public var name: String
  /// Whether it writes, too.
  public var mayWrite: Bool
  /// Where people are led back to after consenting; may be none.
  public var redirectURIs: [String]
  /// Whether it can keep a secret.
  public var isConfidential: Bool

  public init(
    name: String, mayWrite: Bool = true, redirectURIs: [String] = [], isConfidential: Bool = true
  ) {
    self.name = name
    self.mayWrite = mayWrite
    self.redirectURIs = redirectURIs
    self.isConfidential = isConfidential
  }
}

/// Secrets that were just made; shown once.
public struct AppSecrets: Sendable {
  public let app: AppView
  public let consumerSecret: Secret?
  public let clientSecret: Secret?
  public let accessToken: String?
  public let accessTokenSecret: Secret?
  /// Speaks for the application alone; opens nothing that is an account's.
  public let appOnlyToken: Secret?
}

extension Site {
  private static let mostApps = 10
  private static let mostRedirectURIs = 10

  /// Makes an application with all its credentials, and an OAuth 1 token for the developer's own
  /// account.
  public func createApp(_ asker: Asker, _ form: AppForm) async throws -> AppSecrets {
    let account = try Self.developer(asker)
    let (name, redirects) = try Self.checked(form)
    let now = self.now
    let key = self.key
    return try await store.write { store in
      guard
        try store.developerApps(of: account.id).count(where: { $0.revokedAt == nil })
          < Self.mostApps
      else {
        throw SiteError.conflict(
          reason: "You have \(Self.mostApps) applications. Revoke one first.")
      }
      let consumerKey = SecretToken().text
      let consumerSecret = SecretToken().text
      let clientSecret = form.isConfidential ? SecretToken() : nil
      var app = DeveloperApp(
        account: account.id, name: name, mayWrite: form.mayWrite, redirectURIs: redirects,
        consumerKey: consumerKey,
        sealedConsumerSecret: try key.seal(
          consumerSecret, for: SealedSecrets.consumer, name: consumerKey),
        clientID: SecretToken().text, clientSecretHash: clientSecret?.hash, createdAt: now)
      app.id = try store.insert(app)
      let token = try store.newOAuth1Token(of: app, for: account.id, key, at: now)
      let appOnly = try store.newAppOnlyToken(of: app, at: now)
      try store.record(
        "application made", by: account.id, subject: "application \(app.id) “\(name)”", at: now)
      return AppSecrets(
        app: AppView(app, accessToken: token.token), consumerSecret: Secret(consumerSecret),
        clientSecret: clientSecret.map { Secret($0.text) }, accessToken: token.token,
        accessTokenSecret: token.secret, appOnlyToken: appOnly)
    }
  }

  /// The asker's applications, the oldest first.
  public func apps(_ asker: Asker) async throws -> [AppView] {
    let account = try Self.developer(asker)
    return try await store.read { store in
      try store.developerApps(of: account.id).filter { $0.revokedAt == nil }.map { app in
        let tokens = try store.oauth1Tokens(ofApp: app.id)
        return AppView(
          app,
          accessToken: tokens.last { $0.revokedAt == nil && $0.account == account.id }?.token)
      }
    }
  }

  /// Changes what an application is called, may do, and where people are led back to.
  public func changeApp(_ asker: Asker, _ id: Int64, _ form: AppForm) async throws {
    let account = try Self.developer(asker)
    let (name, redirects) = try Self.checked(form)
    let now = self.now
    try await store.write { store in
      var app = try store.ownApp(id, of: account.id)
      guard (app.clientSecretHash != nil) == form.isConfidential else {
        throw SiteError.conflict(
          reason: "Whether an application has a secret can't be changed. Make another one.")
      }
      app.name = name
      app.mayWrite = form.mayWrite
      app.redirectURIs = redirects
      try store.update(app)
      try store.record(
        "application changed", by: account.id, subject: "application \(id)", at: now)
    }
  }

  /// What of an application gets a new secret; the old one stops working at once.
  public enum Rotation: String, Sendable, CaseIterable {
    /// The consumer secret and the client secret.
    case app
    /// The developer's own access token and its secret.
    case accessToken
    case appOnlyToken
  }

  public func rotate(_ asker: Asker, _ id: Int64, _ what: Rotation) async throws -> AppSecrets {
    let account = try Self.developer(asker)
    let now = self.now
    let key = self.key
    return try await store.write { store in
      var app = try store.ownApp(id, of: account.id)
      var consumerSecret: String?
      var clientSecret: SecretToken?
      var token: (token: String, secret: Secret)?
      var appOnly: Secret?
      switch what {
      case .app:
        let secret = SecretToken().text
        consumerSecret = secret
        app.sealedConsumerSecret = try key.seal(
          secret, for: SealedSecrets.consumer, name: app.consumerKey)
        if app.clientSecretHash != nil {
          let secret = SecretToken()
          clientSecret = secret
          app.clientSecretHash = secret.hash
        }
        try store.update(app)
      case .accessToken:
        for old in try store.oauth1Tokens(ofApp: app.id) where old.account == account.id {
          try store.revokeOAuth1Token(old.token, at: now)
        }
        token = try store.newOAuth1Token(of: app, for: account.id, key, at: now)
      case .appOnlyToken:
        try store.revokeAppOnlyTokens(ofApp: app.id, at: now)
        appOnly = try store.newAppOnlyToken(of: app, at: now)
      }
      try store.record(
        "secret changed", by: account.id, subject: "application \(id)", details: what.rawValue,
        at: now)
      return AppSecrets(
        app: AppView(app, accessToken: token?.token),
        consumerSecret: consumerSecret.map(Secret.init),
        clientSecret: clientSecret.map { Secret($0.text) }, accessToken: token?.token,
        accessTokenSecret: token?.secret, appOnlyToken: appOnly)
    }
  }

  /// Ends an application and everything that it may do for anybody.
  public func revokeApp(_ asker: Asker, _ id: Int64) async throws {
    let account = try Self.developer(asker)
    let now = self.now
    try await store.write { store in
      _ = try store.ownApp(id, of: account.id)
      try store.revokeDeveloperApp(id, at: now)
      try store.record(
        "application revoked", by: account.id, subject: "application \(id)", at: now)
    }
  }

  /// A person: programs can't make programs.
  private static func developer(_ asker: Asker) throws -> Account {
    let account = try asker.requireAccount()
    guard asker.scopes == nil else {
      throw SiteError.forbidden(reason: "Sign in with a browser to manage applications.")
    }
    return account
  }

  private static func checked(_ form: AppForm) throws -> (name: String, redirects: [String]) {
    let name = form.name.trimmingBlanks
    var problems: [FieldProblem] = []
    if name.isEmpty || name.count > 80 {
      problems.append(
        FieldProblem(field: "name", message: "Enter a name of at most 80 characters."))
    }
    let redirects = form.redirectURIs.map(\.trimmingBlanks).filter { !$0.isEmpty }
    if redirects.count > mostRedirectURIs {
      problems.append(
        FieldProblem(field: "redirects", message: "At most \(mostRedirectURIs) addresses fit."))
    }
    for text in redirects where (try? RedirectURI(text)) == nil {
      problems.append(
        FieldProblem(
          field: "redirects",
          message: "“\(text.prefix(60))” can't be led back to: https://…, or http://127.0.0.1…"))
    }
    guard problems.isEmpty else { throw SiteError.invalid(problems) }
    return (name, redirects)
  }
}

extension AppView {
  init(_ app: DeveloperApp, accessToken: String?) {
    self.init(
      id: app.id, name: app.name, mayWrite: app.mayWrite, redirectURIs: app.redirectURIs,
      consumerKey: app.consumerKey, clientID: app.clientID,
      isConfidential: app.clientSecretHash != nil, createdAt: app.createdAt,
      accessToken: accessToken)
  }
}
