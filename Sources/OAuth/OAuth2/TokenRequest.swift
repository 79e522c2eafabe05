/// A form sent to the token endpoint: who asks, and with what (rule 2.6; RFC 6749, sections 4.1.3 and
/// 6).
public struct TokenRequest: Hashable, Sendable {
  public let client: Client
  public let grant: Grant

  /// How the program says which one it is.
  public enum Client: Hashable, Sendable {
    /// With its secret, which is not checked yet.
    case confidential(id: String, secret: Secret)
    /// A program without a secret: only its code's verifier, or its refresh token, speaks for it. One
    /// that has a secret must not be let in like this.
    case `public`(id: String)

    public var id: String {
      switch self {
      case .confidential(let id, _), .public(let id): id
      }
    }
  }

  public enum Grant: Hashable, Sendable {
    /// The caller compares the address and the verifier with what the code was given for.
    case authorizationCode(Secret, redirectURI: String, verifier: CodeVerifier)
    /// Nil: the scopes that were granted before. More than those is `invalid_scope`.
    case refreshToken(Secret, scopes: ScopeSet?)
  }

  /// - Parameters:
  ///   - form: the body, `application/x-www-form-urlencoded`, at most 8 KiB.
  ///   - authorization: the value of `Authorization`, if there is one.
  public init(form: String, authorization: String?) throws(TokenError) {
    let fields: DecodedQuery
    do {
      fields = try DecodedQuery(form, limits: .init(bytes: 8192, parameters: 32))
    } catch { throw TokenError(.invalidRequest, "The form cannot be read.") }
    guard fields.repeatedNames.isEmpty else {
      throw TokenError(.invalidRequest, "A parameter occurs more than once.")
    }
    // A request that cannot say what it wants is wrong whoever sends it.
    guard let grantType = fields.nonEmpty("grant_type") else { throw .missing("grant_type") }
    client = try Self.client(fields, authorization)
    switch grantType {
    case "authorization_code": grant = try Self.authorizationCode(fields)
    case "refresh_token": grant = try Self.refreshToken(fields)
    default:
      throw TokenError(
        .unsupportedGrantType, "grant_type must be authorization_code or refresh_token.")
    }
  }

  private static func client(
    _ fields: DecodedQuery, _ authorization: String?
  ) throws(TokenError) -> Client {
    guard fields.nonEmpty("client_secret") == nil else {
      // Two ways at once are a malformed request (RFC 6749, section 5.2).
      throw TokenError(
        authorization == nil ? .invalidClient : .invalidRequest,
        "Send the client secret by HTTP Basic authentication alone.")
    }
    let id = fields.nonEmpty("client_id")
    guard let authorization else {
      guard let id else {
        throw TokenError(.invalidClient, "Neither Basic authentication nor client_id was sent.")
      }
      guard id.utf8.count <= 256 else { throw .tooLong("client_id") }
      return .public(id: id)
    }
    guard let basic = BasicCredentials(header: authorization) else {
      throw TokenError(.invalidClient, "The Authorization header is not Basic authentication.")
    }
    guard id == nil || id == basic.clientID else {
      throw TokenError(.invalidRequest, "client_id is not the client that authenticates.")
    }
    return .confidential(id: basic.clientID, secret: basic.secret)
  }

  private static func authorizationCode(_ fields: DecodedQuery) throws(TokenError) -> Grant {
    let code = try required("code", in: fields, most: 512)
    let redirectURI = try required("redirect_uri", in: fields, most: RedirectURI.mostBytes)
    let verifier = try required("code_verifier", in: fields, most: 512)
    guard let verifier = CodeVerifier(verifier) else {
      throw TokenError(
        .invalidRequest, "code_verifier must be 43 to 128 unreserved characters.")
    }
    return .authorizationCode(Secret(code), redirectURI: redirectURI, verifier: verifier)
  }

  private static func refreshToken(_ fields: DecodedQuery) throws(TokenError) -> Grant {
    let token = try required("refresh_token", in: fields, most: 512)
    guard let text = fields.nonEmpty("scope") else {
      return .refreshToken(Secret(token), scopes: nil)
    }
    guard let scopes = ScopeSet(text: text), !scopes.isEmpty else {
      throw TokenError(.invalidScope, "scope is not a list of names with spaces between them.")
    }
    return .refreshToken(Secret(token), scopes: scopes)
  }

  private static func required(
    _ name: String, in fields: DecodedQuery, most: Int
  ) throws(TokenError) -> String {
    guard let value = fields.nonEmpty(name) else { throw .missing(name) }
    guard value.utf8.count <= most else { throw .tooLong(name) }
    return value
  }
}
