/// Why somebody is not even asked whether a program may act for them (RFC 6749, section 4.1.2.1).
public enum AuthorizationRefusal: Error, Hashable, Sendable {
  /// Must be shown here. Sending the browser on would make this site a trampoline to anywhere.
  case show(Reason)
  /// May be told to the program, at an address that it registered.
  case redirect(AuthorizationError)

  public enum Reason: Hashable, Sendable {
    /// Too long, too many parameters, or a bad escape.
    case unreadable
    /// `client_id` or `redirect_uri` twice: nobody can say which counts.
    case repeated(String)
    case missing(String)
    /// No such program. The caller finds out.
    case unknownClient
    /// Not one of the addresses that the program registered, character by character.
    case unregisteredRedirectURI
  }
}

/// A refusal that the program hears of by way of the browser.
public struct AuthorizationError: Error, Hashable, Sendable {
  public let code: Code
  /// For the people who write the program; quotes nothing of what they sent.
  public let text: String
  public let redirectURI: RedirectURI
  /// As it came.
  public let state: String?

  public enum Code: String, CaseIterable, Sendable {
    case invalidRequest = "invalid_request"
    case unauthorizedClient = "unauthorized_client"
    /// The person said no.
    case accessDenied = "access_denied"
    case unsupportedResponseType = "unsupported_response_type"
    case invalidScope = "invalid_scope"
    case serverError = "server_error"
    case temporarilyUnavailable = "temporarily_unavailable"
  }

  public init(_ code: Code, _ text: String, redirectURI: RedirectURI, state: String?) {
    self.code = code
    self.text = text
    self.redirectURI = redirectURI
    self.state = state
  }

  /// Where to send the browser.
  public var location: String {
    var parameters: [DecodedQuery.Parameter] = [
      .init("error", code.rawValue), .init("error_description", text),
    ]
    if let state { parameters.append(.init("state", state)) }
    return redirectURI.adding(DecodedQuery(parameters))
  }
}
