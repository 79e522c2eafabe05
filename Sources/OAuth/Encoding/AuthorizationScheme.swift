/// Which kind of credentials an `Authorization` header holds, by its first word alone.
public enum AuthorizationScheme: Hashable, Sendable, CaseIterable {
  case oauth1
  case bearer
  case basic

  private var word: String {
    switch self {
    case .oauth1: "oauth"
    case .bearer: "bearer"
    case .basic: "basic"
    }
  }

  /// Nil where the header names another scheme or none. Upper and lower case are the same.
  public init?(header: String) {
    guard let scheme = Self.allCases.first(where: { $0.content(of: header) != nil }) else {
      return nil
    }
    self = scheme
  }

  /// What follows the scheme and its spaces; nil where the header is of another scheme.
  func content(of header: String) -> Substring? {
    let bytes = header.utf8
    let start = bytes.drop { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
    let name = start.prefix { $0 != UInt8(ascii: " ") }
    let rest = start[name.endIndex...]
    guard name.count == word.utf8.count, !rest.isEmpty,
      zip(name, word.utf8).allSatisfy({ $0 | 0x20 == $1 })
    else { return nil }
    return Substring(rest.drop { $0 == UInt8(ascii: " ") })
  }
}
