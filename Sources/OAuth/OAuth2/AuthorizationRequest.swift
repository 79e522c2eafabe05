/// A program's request to act for somebody, by code with PKCE (rule 2.6; RFC 6749, section 4.1.1): all
/// checked that can be checked before asking the person.
public struct AuthorizationRequest: Hashable, Sendable {
  public let clientID: String
  public let redirectURI: RedirectURI
  public let scopes: ScopeSet
  public let state: String?
  public let challenge: CodeChallenge

  static let mostBytesOfState = 512

  init(
    _ query: DecodedQuery, _ clientID: String, _ redirectURI: RedirectURI, offered: ScopeSet
  ) throws(AuthorizationError) {
    let state = try Self.state(query, redirectURI)
    func refusal(_ code: AuthorizationError.Code, _ text: String) -> AuthorizationError {
      AuthorizationError(code, text, redirectURI: redirectURI, state: state)
    }
    let names: Set = ["response_type", "scope", "code_challenge", "code_challenge_method"]
    guard names.isDisjoint(with: query.repeatedNames) else {
      throw refusal(.invalidRequest, "A parameter occurs more than once.")
    }
    guard let type = query.nonEmpty("response_type") else {
      throw refusal(.invalidRequest, "response_type is missing.")
    }
    guard type == "code" else {
      throw refusal(.unsupportedResponseType, "response_type must be code.")
    }
    guard let scopes = ScopeSet(text: query["scope"] ?? ""), !scopes.isEmpty,
      scopes.isSubset(of: offered)
    else { throw refusal(.invalidScope, "scope must name some of: \(offered.text).") }
    guard query.nonEmpty("code_challenge_method") == "S256" else {
      throw refusal(.invalidRequest, "code_challenge_method must be S256.")
    }
    guard let challenge = CodeChallenge(query["code_challenge"] ?? "") else {
      throw refusal(.invalidRequest, "code_challenge must be a SHA-256 in base64url.")
    }
    self.clientID = clientID
    self.redirectURI = redirectURI
    self.scopes = scopes
    self.state = state
    self.challenge = challenge
  }

  /// A state that cannot be sent back as it came is not sent back at all.
  private static func state(
    _ query: DecodedQuery, _ redirectURI: RedirectURI
  ) throws(AuthorizationError) -> String? {
    let state = query["state"]
    guard !query.repeatedNames.contains("state"),
      state.map({
        $0.utf8.count <= mostBytesOfState && $0.utf8.allSatisfy({ (0x20...0x7E).contains($0) })
      }) ?? true
    else {
      throw AuthorizationError(
        .invalidRequest, "state must be one printable text of at most 512 characters.",
        redirectURI: redirectURI, state: nil)
    }
    return state
  }

  /// Where to send the browser when the person said yes.
  public func location(code: Secret) -> String {
    var parameters: [DecodedQuery.Parameter] = [.init("code", code.text)]
    if let state { parameters.append(.init("state", state)) }
    return redirectURI.adding(DecodedQuery(parameters))
  }

  /// The refusal when the person said no.
  public var denial: AuthorizationError {
    AuthorizationError(
      .accessDenied, "The person did not agree.", redirectURI: redirectURI, state: state)
  }

  /// The request as hidden fields of the page's form, to be read again by `AuthorizationInquiry`.
  public var fields: DecodedQuery {
    var fields: [DecodedQuery.Parameter] = [
      .init("response_type", "code"), .init("client_id", clientID),
      .init("redirect_uri", redirectURI.text), .init("scope", scopes.text),
      .init("code_challenge", challenge.text), .init("code_challenge_method", "S256"),
    ]
    if let state { fields.append(.init("state", state)) }
    return DecodedQuery(fields)
  }
}
