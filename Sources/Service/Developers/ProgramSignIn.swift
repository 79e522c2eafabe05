import CommunityRules
import Identity
import Logging
import OAuth
import Storage

/// A request of a program, as far as its sender's proof goes.
public struct ProgramRequest: Sendable {
  public var method: String
  /// As the request line has it, without the query.
  public var path: String
  public var query: DecodedQuery
  public var authorization: String?
  /// The scheme and host that the request itself names, where they can be believed.
  public var observed: SiteAddress?

  public init(
    method: String, path: String, query: DecodedQuery, authorization: String?,
    observed: SiteAddress? = nil
  ) {
    self.method = method
    self.path = path
    self.query = query
    self.authorization = authorization
    self.observed = observed
  }
}

/// A program that proved for whom it acts.
public struct ProgramCaller: Sendable {
  public let account: Account
  public let proof: Proof

  public enum Proof: Hashable, Sendable {
    case signature(mayWrite: Bool)
    /// - Parameter mayWrite: whether its application may, whatever was consented to.
    case token(ScopeSet, mayWrite: Bool)
  }

  /// How the account is called in answers to its own programs.
  public var userID: String { account.id.description }
}

/// Why a program is not let in.
public enum ProgramRefusal: Error, Hashable, Sendable {
  /// Nothing says which step failed to the sender; the log may know.
  case unauthorized(String)
  /// A token that speaks for an application alone.
  case appOnly
}

extension Site {
  private static let window = TimestampWindow()

  /// Finds out for whom a program acts (rules 2.4, 2.6 and 2.7).
  ///
  /// - Throws: `ProgramRefusal`, or what kept the store from answering.
  public func caller(_ request: ProgramRequest) async throws -> ProgramCaller {
    guard let header = request.authorization else {
      throw ProgramRefusal.unauthorized("no Authorization header")
    }
    switch AuthorizationScheme(header: header) {
    case .oauth1:
      do {
        return try await signer(request, OAuth1Authorization(header: header))
      } catch let refusal as OAuth1Refusal {
        throw ProgramRefusal.unauthorized("\(refusal)")
      }
    case .bearer: return try await bearer(header)
    case .basic, nil: throw ProgramRefusal.unauthorized("another scheme")
    }
  }

  private func signer(
    _ request: ProgramRequest, _ authorization: OAuth1Authorization
  ) async throws -> ProgramCaller {
    let now = self.now
    let known = try await store.read { store throws in
      guard let app = try store.developerApp(consumerKey: authorization.consumerKey),
        app.revokedAt == nil
      else { throw OAuth1Refusal.unknownConsumer }
      guard let token = try store.oauth1Token(authorization.token), token.revokedAt == nil,
        token.app == app.id, let account = try store.account(token.account)
      else { throw OAuth1Refusal.unknownToken }
      return (app: app, token: token, account: account)
    }
    try Self.window.check(authorization.timestamp, now: now)
    guard
      let consumer = key.open(
        known.app.sealedConsumerSecret, for: SealedSecrets.consumer, name: known.app.consumerKey),
      let secret = key.open(
        known.token.sealedSecret, for: SealedSecrets.token, name: known.token.token)
    else {
      log.error("OAuth 1 secrets were sealed with another key; rotate them")
      throw OAuth1Refusal.unknownToken
    }
    try OAuth1Request(
      method: request.method,
      baseURIs: BaseURICandidates.list(
        path: request.path, configured: SiteAddress(configuration.baseURL).map { [$0] } ?? [],
        observed: request.observed),
      query: request.query
    ).verify(
      authorization, with: OAuth1Secrets(consumer: Secret(consumer), token: Secret(secret)))
    // Only now: who can't sign can't use up anybody's nonces.
    let isNew = try await store.write { store in
      try store.recordNonce(
        hash: authorization.replayKey, at: now,
        keptSince: now - Self.window.nonceMemory * 1_000)
    }
    guard isNew else { throw OAuth1Refusal.replayed }
    return ProgramCaller(
      account: known.account, proof: .signature(mayWrite: known.app.mayWrite))
  }

  private func bearer(_ header: String) async throws -> ProgramCaller {
    guard let shown = BearerToken(header: header) else {
      throw ProgramRefusal.unauthorized("a malformed token")
    }
    let now = self.now
    return try await store.read { store in
      guard let token = try store.programToken(hash: SecretToken(text: shown.secret.text).hash),
        token.revokedAt == nil, token.expiresAt.map({ $0 > now }) ?? true,
        let app = try store.developerApp(token.app), app.revokedAt == nil
      else { throw ProgramRefusal.unauthorized("an unknown, expired or revoked token") }
      switch token.kind {
      case .appOnly: throw ProgramRefusal.appOnly
      case .refresh: throw ProgramRefusal.unauthorized("a refresh token")
      case .access:
        guard let id = token.account, let account = try store.account(id),
          let scopes = ScopeSet(text: token.scope)
        else { throw ProgramRefusal.unauthorized("a token of nobody") }
        return ProgramCaller(account: account, proof: .token(scopes, mayWrite: app.mayWrite))
      }
    }
  }
}
