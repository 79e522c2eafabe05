import Crypto
import Foundation

/// Lets people sign in with an account elsewhere: the authorization code flow of OpenID Connect
/// with a proof key (RFC 7636).
///
/// Send somebody to `authorizationURL`, with a state, a nonce and a code verifier that their
/// browser session remembers. When they come back with the same state, `signIn` tells who they are.
public actor OIDCClient {
  private let settings: OIDCSettings
  private let now: @Sendable () -> Date
  private let provider: ProviderConversation
  private var metadata: Kept<ProviderMetadata>?
  private var keys: Kept<ProviderKeys>?

  private struct Kept<Value> {
    var value: Value
    var since: Date
  }

  /// How long what a provider says of itself is believed, in seconds.
  private static let lifetime = 3600.0
  /// How soon an unknown key may make us ask for the keys again, in seconds.
  private static let leastKeyAge = 30.0

  public init(settings: OIDCSettings, now: @escaping @Sendable () -> Date = { Date() }) {
    self.settings = settings
    self.now = now
    provider = ProviderConversation()
  }

  /// Where to send the browser of somebody who wants to sign in.
  ///
  /// - Parameters:
  ///   - state: a secret of the browser's session; comes back with the code.
  ///   - nonce: another one; comes back in the token.
  ///   - codeVerifier: a third one, of 43 to 128 unreserved characters; only its hash is sent.
  ///   - redirectURI: where the provider sends the browser back to, as registered there.
  public func authorizationURL(
    state: String, nonce: String, codeVerifier: String, redirectURI: String
  ) async throws(OIDCError) -> String {
    let endpoint = try await discovered().authorizationEndpoint
    var scopes = settings.scopes
    if !scopes.contains("openid") { scopes.insert("openid", at: 0) }
    let query = FormText.encode([
      ("response_type", "code"), ("client_id", settings.clientID), ("redirect_uri", redirectURI),
      ("scope", scopes.joined(separator: " ")), ("state", state), ("nonce", nonce),
      ("code_challenge", Data(SHA256.hash(data: Data(codeVerifier.utf8))).base64URL),
      ("code_challenge_method", "S256"),
    ])
    return endpoint + (endpoint.contains("?") ? "&" : "?") + query
  }

  /// Who somebody is who came back with a code. The state is the caller's to compare.
  public func signIn(
    code: String, codeVerifier: String, nonce: String, redirectURI: String
  ) async throws(OIDCError) -> OIDCIdentity {
    let metadata = try await discovered()
    let tokens = try await provider.tokens(
      at: metadata, settings: settings, code: code, codeVerifier: codeVerifier,
      redirectURI: redirectURI)
    let verifier = IDTokenVerifier(
      issuer: metadata.issuer, clientID: settings.clientID, nonce: nonce, now: now())
    let claims = try await verified(tokens.idToken, verifier, metadata)
    var answers = [claims]
    // Many providers put into the token nothing but who it is (OpenID Connect Core 1.0, 5.4).
    let isComplete = ["email", "name", settings.authorKeyClaim].allSatisfy {
      claims.text($0) != nil
    }
    if !isComplete, let endpoint = metadata.userInfoEndpoint, let accessToken = tokens.accessToken {
      let more = try await provider.userInfo(at: endpoint, accessToken: accessToken)
      guard more.text("sub") == claims.text("sub") else { throw .subjectMismatch }
      answers.append(more)
    }
    return identity(answers, issuer: metadata.issuer)
  }

  /// What the token says counts before what the other answer does.
  private func identity(_ answers: [Claims], issuer: String) -> OIDCIdentity {
    func text(_ name: String) -> String? { answers.lazy.compactMap { $0.text(name) }.first }
    let email = text("email")
    return OIDCIdentity(
      issuer: issuer, subject: text("sub") ?? "", email: email,
      // That an address is verified is only said of the address beside it.
      emailVerified: answers.contains {
        email != nil && $0.text("email") == email && $0.truth("email_verified")
      },
      name: text("name"),
      createdAt: answers.lazy.compactMap { $0.date(self.settings.createdAtClaim) }.first,
      authorKey: text(settings.authorKeyClaim))
  }

  /// The claims of a token; asks for the provider's keys again where it signs with a new one.
  private func verified(
    _ token: String, _ verifier: IDTokenVerifier, _ metadata: ProviderMetadata
  ) async throws(OIDCError) -> Claims {
    let known = try await currentKeys(metadata, atMost: Self.lifetime)
    do {
      return try await verifier.verify(token, keys: known)
    } catch .invalidToken(.unknownKey) {
      let fresh = try await currentKeys(metadata, atMost: Self.leastKeyAge)
      return try await verifier.verify(token, keys: fresh)
    }
  }

  private func discovered() async throws(OIDCError) -> ProviderMetadata {
    if let metadata, isFresh(metadata.since, Self.lifetime) { return metadata.value }
    let found = try await provider.metadata(issuer: settings.issuer)
    metadata = Kept(value: found, since: now())
    return found
  }

  private func currentKeys(
    _ metadata: ProviderMetadata, atMost age: Double
  ) async throws(OIDCError) -> ProviderKeys {
    if let keys, isFresh(keys.since, age) { return keys.value }
    let found = try await provider.keys(at: metadata.keysEndpoint)
    keys = Kept(value: found, since: now())
    return found
  }

  private func isFresh(_ since: Date, _ age: Double) -> Bool {
    (0..<age).contains(now().timeIntervalSince(since))
  }
}
