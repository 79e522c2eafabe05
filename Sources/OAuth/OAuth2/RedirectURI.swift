/// An address to which a code, or the refusal of one, may be sent: one that a program registered
/// (RFC 6749, section 3.1.2; RFC 9700, section 2.1).
public struct RedirectURI: Hashable, Sendable {
  public let text: String

  static let mostBytes = 512

  public enum Problem: Error, Hashable, Sendable {
    case tooLong(most: Int)
    /// Not `scheme:rest` in the characters of addresses.
    case malformed
    /// A `#`: codes must not end up there.
    case fragment
    /// A name and password before the host.
    case credentials
    /// Plain HTTP to somewhere else than the program's own machine, or a scheme that is neither HTTPS
    /// nor a reversed domain name (RFC 8252, section 7.1).
    case unsafeScheme
  }

  /// Takes `https://…`, `http://` to `localhost`, `127.0.0.1` and `[::1]`, and `org.example.app:/…`.
  public init(_ text: String) throws(Problem) {
    guard text.utf8.count <= Self.mostBytes else { throw .tooLong(most: Self.mostBytes) }
    guard !text.utf8.contains(UInt8(ascii: "#")) else { throw .fragment }
    guard let colon = text.utf8.firstIndex(of: UInt8(ascii: ":")),
      text.utf8.allSatisfy({ (0x21...0x7E).contains($0) && !"\"<>\\^`{|}".utf8.contains($0) })
    else { throw .malformed }
    let scheme = text[..<colon].lowercased()
    let rest = text[colon...].dropFirst()
    guard scheme.utf8.first.map({ (0x61...0x7A).contains($0) }) == true,
      scheme.utf8.allSatisfy({ PercentEncoding.isUnreserved($0) || $0 == UInt8(ascii: "+") })
    else { throw .malformed }
    if scheme == "https" || scheme == "http" {
      guard rest.hasPrefix("//") else { throw .malformed }
      let authority = rest.dropFirst(2).prefix { !"/?".contains($0) }
      guard !authority.contains("@") else { throw .credentials }
      guard let site = SiteAddress(scheme: scheme, hostHeader: String(authority)) else {
        throw .malformed
      }
      guard scheme == "https" || ["localhost", "127.0.0.1", "[::1]"].contains(site.host) else {
        throw .unsafeScheme
      }
    } else {
      guard scheme.contains("."), !rest.isEmpty else { throw .unsafeScheme }
    }
    self.text = text
  }

  /// The address with parameters after those that it has.
  public func adding(_ parameters: DecodedQuery) -> String {
    let mark = !text.utf8.contains(UInt8(ascii: "?")) ? "?" : text.hasSuffix("?") ? "" : "&"
    return text + mark + parameters.text
  }
}
