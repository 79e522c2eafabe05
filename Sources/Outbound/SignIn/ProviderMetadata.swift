/// What a provider says of itself (OpenID Connect Discovery 1.0, section 3), as far as needed.
struct ProviderMetadata: Decodable, Sendable {
  var issuer: String
  var authorizationEndpoint: String
  var tokenEndpoint: String
  var keysEndpoint: String
  var userInfoEndpoint: String?
  var tokenAuthenticationMethods: [String]?

  private enum CodingKeys: String, CodingKey {
    case issuer
    case authorizationEndpoint = "authorization_endpoint"
    case tokenEndpoint = "token_endpoint"
    case keysEndpoint = "jwks_uri"
    case userInfoEndpoint = "userinfo_endpoint"
    case tokenAuthenticationMethods = "token_endpoint_auth_methods_supported"
  }

  /// Refuses a provider that is another one than meant, or would have us talk in the clear.
  ///
  /// - Parameter expected: the issuer of the settings; a slash at its end does not count.
  func check(issuer expected: String) throws(OIDCError) {
    func bare(_ issuer: String) -> Substring {
      issuer.hasSuffix("/") ? issuer.dropLast() : issuer[...]
    }
    guard bare(issuer) == bare(expected) else { throw .issuerMismatch(said: issuer) }
    let isLocal = try Self.isLocal(expected)
    for endpoint in [authorizationEndpoint, tokenEndpoint, keysEndpoint, userInfoEndpoint] {
      guard let endpoint else { continue }
      // A provider elsewhere has no business with addresses on this machine.
      guard try !Self.isLocal(endpoint) || isLocal else { throw .insecureAddress(endpoint) }
    }
  }

  /// Whether an address is on this machine.
  ///
  /// - Throws: `OIDCError.insecureAddress` for one that is elsewhere and not https.
  static func isLocal(_ address: String) throws(OIDCError) -> Bool {
    guard let parsed = try? WebAddress(address) else { throw .insecureAddress(address) }
    let isLocal = isLoopback(parsed.host)
    guard parsed.scheme == .https || isLocal else { throw .insecureAddress(address) }
    return isLocal
  }
}
