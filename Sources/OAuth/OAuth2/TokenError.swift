/// Why the token endpoint gives nothing (RFC 6749, section 5.2). Encoded, it is the answer's body.
public struct TokenError: Error, Hashable, Sendable, Codable {
  public let code: Code
  /// For the people who write the program; quotes nothing of what they sent.
  public let text: String

  public enum Code: String, Codable, CaseIterable, Sendable {
    case invalidRequest = "invalid_request"
    /// Unknown, or with the wrong secret, or without one where there is one.
    case invalidClient = "invalid_client"
    /// Code or refresh token unknown, expired, used, revoked, or another program's; another redirect
    /// address or verifier than the code was given for.
    case invalidGrant = "invalid_grant"
    case unauthorizedClient = "unauthorized_client"
    case unsupportedGrantType = "unsupported_grant_type"
    case invalidScope = "invalid_scope"
  }

  public init(_ code: Code, _ text: String) {
    self.code = code
    self.text = text
  }

  /// HTTP: 401 where the program is not known, with `WWW-Authenticate: Basic`; 400 for the rest.
  public var status: Int { code == .invalidClient ? 401 : 400 }

  static func missing(_ name: String) -> TokenError {
    TokenError(.invalidRequest, "\(name) is missing.")
  }

  static func tooLong(_ name: String) -> TokenError {
    TokenError(.invalidRequest, "\(name) is too long.")
  }

  private enum CodingKeys: String, CodingKey {
    case code = "error"
    case text = "error_description"
  }
}
