import CommunityRules
import Identity
import OAuth
import Storage

extension Site {
  /// Exchanges a code, or a refresh token, for tokens (rule 2.6).
  ///
  /// - Throws: `TokenError`.
  public func tokens(_ request: TokenRequest) async throws -> TokenAnswer {
    let now = self.now
    // A refusal may write too: a result, so that what was written stays.
    let outcome = try await store.write { store -> Result<TokenAnswer, TokenError> in
      do {
        try store.deleteProgramTokens(endedBefore: now - CredentialLife.ended)
        let app = try Self.client(request.client, in: store)
        switch request.grant {
        case .authorizationCode(let code, let redirectURI, let verifier):
          return .success(
            try Self.exchange(code, redirectURI, verifier, of: app, in: store, at: now))
        case .refreshToken(let token, let scopes):
          return .success(try Self.refresh(token, scopes, of: app, in: store, at: now))
        }
      } catch let error as TokenError {
        return .failure(error)
      }
    }
    return try outcome.get()
  }

  private static func client(
    _ client: TokenRequest.Client, in store: any StoreTransaction
  ) throws -> DeveloperApp {
    let refusal = TokenError(.invalidClient, "The client is unknown, or its secret is another.")
    guard let app = try store.developerApp(clientID: client.id), app.revokedAt == nil else {
      throw refusal
    }
    switch client {
    case .confidential(_, let secret):
      guard let expected = app.clientSecretHash,
        constantTimeEqual(SecretToken(text: secret.text).hash, expected)
      else { throw refusal }
    case .public:
      guard app.clientSecretHash == nil else { throw refusal }
    }
    return app
  }

  private static func exchange(
    _ code: Secret, _ redirectURI: String, _ verifier: CodeVerifier, of app: DeveloperApp,
    in store: any StoreTransaction, at now: Int64
  ) throws -> TokenAnswer {
    let refusal = TokenError(
      .invalidGrant, "The code is unknown, used or too old, or was given for another request.")
    let hash = SecretToken(text: code.text).hash
    guard let known = try store.authorizationCode(hash: hash), known.app == app.id else {
      throw refusal
    }
    guard known.usedAt == nil else {
      // Somebody else has the code: nobody keeps what came of it.
      try store.revokeProgramTokens(ofGrant: known.grant, at: now)
      throw refusal
    }
    guard known.expiresAt > now, known.redirectURI == redirectURI,
      let challenge = CodeChallenge(known.challenge), challenge.matches(verifier),
      let scopes = ScopeSet(text: known.scope)
    else { throw refusal }
    try store.useAuthorizationCode(hash: hash, at: now)
    return try store.newTokens(
      of: app, for: known.account, scopes, grant: known.grant, at: now)
  }

  private static func refresh(
    _ token: Secret, _ requested: ScopeSet?, of app: DeveloperApp,
    in store: any StoreTransaction, at now: Int64
  ) throws -> TokenAnswer {
    let refusal = TokenError(.invalidGrant, "The refresh token is unknown, used or too old.")
    let hash = SecretToken(text: token.text).hash
    guard let known = try store.programToken(hash: hash), known.kind == .refresh,
      known.app == app.id, let account = known.account, let granted = ScopeSet(text: known.scope)
    else { throw refusal }
    guard known.revokedAt == nil else {
      // It was exchanged before: one of the two is a thief.
      try store.revokeProgramTokens(ofGrant: known.grant, at: now)
      throw refusal
    }
    guard known.expiresAt.map({ $0 > now }) ?? true else { throw refusal }
    let scopes = requested ?? granted
    guard scopes.isSubset(of: granted) else {
      throw TokenError(.invalidScope, "More was asked for than was granted.")
    }
    try store.revokeProgramToken(hash: hash, at: now)
    return try store.newTokens(of: app, for: account, scopes, grant: known.grant, at: now)
  }
}
