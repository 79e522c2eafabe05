/// A public address of the service, as people type it into a client: scheme, host, perhaps a port and
/// a path before every path of ours. Spelling is kept, for signatures cover it (rule 2.3.2).
public struct SiteAddress: Hashable, Sendable {
  /// `http` or `https`, in any case.
  public let scheme: String
  /// Name or address, IPv6 in brackets.
  public let host: String
  public let port: Int?
  /// Empty, or `/` and more, without a `/` at its end.
  public let prefix: String

  /// From a whole address such as `https://notes.example.org/prefix`. Nil where it has another
  /// scheme, credentials, a query or a fragment, or characters that no address has.
  public init?(_ text: String) {
    guard let colon = text.firstRange(of: "://") else { return nil }
    let rest = text[colon.upperBound...]
    let slash = rest.firstIndex(of: "/") ?? rest.endIndex
    var prefix = rest[slash...]
    while prefix.last == "/" { prefix.removeLast() }
    self.init(
      scheme: String(text[..<colon.lowerBound]), authority: String(rest[..<slash]),
      prefix: String(prefix))
  }

  /// From the scheme that a request came by and its `Host` header. Behind a proxy that ends TLS,
  /// both must be what a trusted proxy forwards (rule 2.4.6).
  public init?(scheme: String, hostHeader: String) {
    self.init(scheme: scheme, authority: hostHeader, prefix: "")
  }

  private init?(scheme: String, authority: String, prefix: String) {
    guard ["http", "https"].contains(scheme.lowercased()), prefix.utf8.count <= 512,
      prefix.utf8.allSatisfy({ (0x21...0x7E).contains($0) && !"?#\"<>\\^`{|}".utf8.contains($0) }),
      let (host, port) = Self.split(authority)
    else { return nil }
    self.scheme = scheme
    self.host = host
    self.port = port
    self.prefix = prefix
  }

  /// The port that need not be written.
  var defaultPort: Int { scheme.lowercased() == "https" ? 443 : 80 }

  private static func split(_ authority: String) -> (host: String, port: Int?)? {
    let isBracketed = authority.hasPrefix("[")
    let bytes = authority.utf8
    guard (1...261).contains(bytes.count) else { return nil }
    let hostEnd =
      isBracketed
      ? bytes.firstIndex(of: UInt8(ascii: "]")).map { bytes.index(after: $0) }
      : bytes.firstIndex(of: UInt8(ascii: ":")) ?? bytes.endIndex
    guard let hostEnd else { return nil }
    let host = bytes[..<hostEnd]
    let inner = isBracketed ? host.dropFirst().dropLast() : host
    guard !inner.isEmpty,
      inner.allSatisfy({
        PercentEncoding.isUnreserved($0) || (isBracketed && $0 == UInt8(ascii: ":"))
      })
    else { return nil }
    guard hostEnd != bytes.endIndex else { return (authority, nil) }
    let digits = bytes[hostEnd...].dropFirst()
    guard bytes[hostEnd] == UInt8(ascii: ":"), digits.count <= 5,
      digits.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }),
      let port = Int(String(Substring(digits))), (1...65_535).contains(port),
      String(port).utf8.elementsEqual(digits)
    else { return nil }
    return (String(Substring(host)), port)
  }
}
