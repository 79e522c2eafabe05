import Foundation
import JWTKit

/// Decides whether an ID token was made by the provider, for this site, for this sign-in and now
/// (OpenID Connect Core 1.0, section 3.1.3.7).
struct IDTokenVerifier: Sendable {
  var issuer: String
  var clientID: String
  var nonce: String
  var now: Date

  /// How far the clocks of two machines may be apart, in seconds.
  private static let leeway = 60.0

  /// - Parameter keys: the provider's.
  func verify(_ token: String, keys: ProviderKeys) async throws(OIDCError) -> Claims {
    let header = try TokenHeader(token)
    // Only signatures of public keys: `none` proves nothing, and with HS256 a public key would be
    // the secret.
    guard let kind = TokenHeader.kinds[header.algorithm], header.critical == nil else {
      throw .invalidToken(.algorithm)
    }
    let candidates = keys.keys(id: header.keyID, kind: kind, algorithm: header.algorithm)
    guard !candidates.isEmpty else { throw .invalidToken(.unknownKey) }
    for key in candidates {
      if let claims = await claims(token, signedWith: key) {
        try check(claims)
        return claims
      }
    }
    throw .invalidToken(.signature)
  }

  /// Nil where another key signed the token.
  private func claims(_ token: String, signedWith key: JWK) async -> Claims? {
    let collection = JWTKeyCollection()
    guard (try? await collection.add(jwk: key, isDefault: true)) != nil else { return nil }
    return try? await collection.verify(token, as: Claims.self)
  }

  private func check(_ claims: Claims) throws(OIDCError) {
    guard claims.text("iss") == issuer else { throw .invalidToken(.issuer) }
    let audience = claims.texts("aud")
    let party = claims.text("azp")
    guard audience.contains(clientID), party == nil || party == clientID,
      audience.count == 1 || party != nil
    else { throw .invalidToken(.audience) }
    let time = now.timeIntervalSince1970
    guard let expiry = claims.number("exp") else { throw .invalidToken(.malformed) }
    guard time < expiry + Self.leeway else { throw .invalidToken(.expired) }
    let starts = [claims.number("iat"), claims.number("nbf")].compactMap(\.self)
    guard starts.allSatisfy({ $0 <= time + Self.leeway }) else { throw .invalidToken(.notYetValid) }
    guard claims.text("nonce") == nonce else { throw .invalidToken(.nonce) }
    guard claims.text("sub") != nil else { throw .invalidToken(.malformed) }
  }
}

/// How a token says that it is signed. Read before anything is verified: believe none of it.
struct TokenHeader: Decodable, Sendable {
  var algorithm: String
  var keyID: String?
  /// Names of extensions that a reader must know; none is known here.
  var critical: [String]?

  private enum CodingKeys: String, CodingKey {
    case algorithm = "alg"
    case keyID = "kid"
    case critical = "crit"
  }

  init(_ token: String) throws(OIDCError) {
    let parts = token.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 3, let bytes = Data(base64URL: parts[0]),
      let header = try? JSONDecoder().decode(TokenHeader.self, from: bytes)
    else { throw .invalidToken(.malformed) }
    self = header
  }

  /// The signatures that are taken, with the kind of key that makes each.
  static let kinds: [String: JWK.KeyType] = [
    "RS256": .rsa, "RS384": .rsa, "RS512": .rsa, "PS256": .rsa, "PS384": .rsa, "PS512": .rsa,
    "ES256": .ecdsa, "ES384": .ecdsa, "ES512": .ecdsa, "EdDSA": .octetKeyPair,
  ]
}
