/// Why there is no card of a page.
public enum CardError: Error, Hashable, Sendable {
  case invalidURL
  /// Neither https nor what tests may use.
  case schemeNotAllowed
  case credentialsInURL
  case portNotAllowed
  case hostNotAllowed(String)
  case unknownHost(String)
  /// The host's name leads into a network that is not for everybody.
  case addressNotAllowed(host: String)
  case tooManyRedirects
  case status(Int)
  case notHTML
  /// The page came compressed although that was not asked for.
  case compressed
  case timedOut
  case unreachable(reason: String)
}

extension CardError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .invalidURL: "This is no address of a web page."
    case .schemeNotAllowed: "Only addresses that begin with https:// are read."
    case .credentialsInURL: "Addresses with a user name or password are not read."
    case .portNotAllowed: "Only the usual port of https is used."
    case .hostNotAllowed(let host): "\(host) is not among the allowed hosts."
    case .unknownHost(let host): "There is no host \(host)."
    case .addressNotAllowed(let host): "\(host) does not lead to a public address."
    case .tooManyRedirects: "The page redirects too often."
    case .status(let status): "The page answered with status \(status)."
    case .notHTML: "The address does not lead to an HTML page."
    case .compressed: "The page came in a compression that was not asked for."
    case .timedOut: "The page took too long."
    case .unreachable(let reason): "The page can't be reached: \(reason)"
    }
  }
}
