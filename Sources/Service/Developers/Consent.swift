import CommunityRules
import Identity
import OAuth
import Storage

/// What a person is asked before a program may act for them.
public struct ConsentQuestion: Sendable {
  public let request: AuthorizationRequest
  public let appName: String
  /// Who made the program is the person themselves.
  public let isOwnApp: Bool

  public var mayRead: Bool { request.scopes.contains(.tweetRead) }
  public var mayWrite: Bool { request.scopes.contains(.tweetWrite) }
  /// Whether it may go on after the two hours of a token.
  public var staysSignedIn: Bool { request.scopes.contains(.offlineAccess) }
}

extension ScopeSet {
  /// Scopes that open something here.
  static let meaningful: ScopeSet = [.tweetRead, .tweetWrite, .usersRead, .offlineAccess]

  /// All that may be asked for. X's command-line client asks for everything that X has; what does
  /// not exist here opens nothing.
  static let offered = ScopeSet(
    meaningful.scopes
      + [
        "tweet.moderate.write", "users.email", "follows.read", "follows.write", "space.read",
        "mute.read", "mute.write", "like.read", "like.write", "list.read", "list.write",
        "block.read", "block.write", "bookmark.read", "bookmark.write", "dm.read", "dm.write",
        "media.write", "timeline.read",
      ].compactMap { OAuth.Scope($0) })
}

/// A program's token as the person who consented sees it.
public struct GrantView: Hashable, Sendable {
  public var id: Int64
  public var appName: String
  public var mayWrite: Bool
  public var since: Int64
}

extension Site {
  /// What to ask, of a request that a program sent by way of the browser.
  ///
  /// - Parameter text: the query of the page, or the fields of its form.
  /// - Throws: `AuthorizationRefusal`, and `SiteError` where nobody is signed in.
  public func consentQuestion(_ asker: Asker, _ text: String) async throws -> ConsentQuestion {
    let account = try asker.requireAccount()
    let inquiry = try AuthorizationInquiry(text)
    let found = try await store.read { try $0.developerApp(clientID: inquiry.clientID) }
    guard let app = found, app.revokedAt == nil else {
      throw AuthorizationRefusal.show(.unknownClient)
    }
    let registered = app.redirectURIs.compactMap { try? RedirectURI($0) }
    return ConsentQuestion(
      request: try inquiry.request(registered: registered, offered: .offered), appName: app.name,
      isOwnApp: app.account == account.id)
  }

  /// Lets a program act for a person.
  ///
  /// - Returns: where to send the browser.
  public func consent(_ asker: Asker, _ text: String) async throws -> String {
    let account = try asker.requireAccount()
    guard asker.scopes == nil else {
      throw SiteError.forbidden(reason: "A program can't let another one in.")
    }
    let question = try await consentQuestion(asker, text)
    let request = question.request
    let code = SecretToken()
    let now = self.now
    try await store.write { store in
      guard let app = try store.developerApp(clientID: request.clientID), app.revokedAt == nil
      else { throw AuthorizationRefusal.show(.unknownClient) }
      try store.deleteAuthorizationCodes(expiredAt: now - 86_400_000)
      try store.insert(
        AuthorizationCode(
          app: app.id, account: account.id, redirectURI: request.redirectURI.text,
          scope: request.scopes.text, challenge: request.challenge.text, grant: store.newGrant(),
          createdAt: now, expiresAt: now + CredentialLife.code), hash: code.hash)
      try store.record(
        "program let in", by: account.id, subject: "application \(app.id)",
        details: request.scopes.text, at: now)
    }
    return request.location(code: Secret(code.text))
  }

  /// The programs that a person let in.
  public func grants(_ asker: Asker) async throws -> [GrantView] {
    let account = try asker.requireAccount()
    let now = self.now
    return try await store.read { store in
      try store.grants(to: account.id, at: now).compactMap { token in
        try store.developerApp(token.app).map { app in
          GrantView(
            id: token.grant, appName: app.name,
            mayWrite: ScopeSet(text: token.scope)?.contains(.tweetWrite) ?? false,
            since: token.createdAt)
        }
      }
    }
  }

  /// Ends what a program may do for the asker.
  public func revokeGrant(_ asker: Asker, _ id: Int64) async throws {
    let account = try asker.requireAccount()
    let now = self.now
    try await store.write { store in
      guard try store.grants(to: account.id, at: now).contains(where: { $0.grant == id }) else {
        throw SiteError.notFound(what: "There is no such program.")
      }
      try store.revokeProgramTokens(ofGrant: id, at: now)
      try store.record("program shut out", by: account.id, subject: "consent \(id)", at: now)
    }
  }
}
