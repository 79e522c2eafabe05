/// What the token endpoint gives (rule 2.6; RFC 6749, section 5.1). Encoded, it is the answer's body,
/// to be sent with `Cache-Control: no-store`.
public struct TokenAnswer: Hashable, Sendable, Codable {
  /// Always `bearer`.
  public let tokenType: String
  public let accessToken: Secret
  /// Seconds. Clients take a token without it for an expired one.
  public let expiresIn: Int
  /// Equal, as a set, to what was asked for: clients raise on any difference.
  public let scope: ScopeSet
  /// With the scope `offline.access` alone.
  public let refreshToken: Secret?

  public init(accessToken: Secret, expiresIn: Int, scope: ScopeSet, refreshToken: Secret?) {
    tokenType = "bearer"
    self.accessToken = accessToken
    self.expiresIn = expiresIn
    self.scope = scope
    self.refreshToken = refreshToken
  }

  private enum CodingKeys: String, CodingKey {
    case tokenType = "token_type"
    case accessToken = "access_token"
    case expiresIn = "expires_in"
    case scope
    case refreshToken = "refresh_token"
  }
}
