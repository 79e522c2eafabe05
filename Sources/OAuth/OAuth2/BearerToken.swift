/// The token of an `Authorization: Bearer` header (RFC 6750, section 2.1). Whose it is, and of which
/// kind, is for the caller to look up.
public struct BearerToken: Hashable, Sendable {
  public let secret: Secret

  /// - Parameter header: the value of `Authorization`.
  /// - Returns: nil where the scheme is another, or the token is not 1 to 512 characters of
  ///   `A–Z a–z 0–9 - . _ ~ + / =`, `=` at the end alone.
  public init?(header: String) {
    guard let content = AuthorizationScheme.bearer.content(of: header) else { return nil }
    var bytes = content.utf8
    while bytes.last == UInt8(ascii: " ") { bytes.removeLast() }
    let text = Substring(bytes)
    while bytes.last == UInt8(ascii: "=") { bytes.removeLast() }
    guard (1...512).contains(text.utf8.count), !bytes.isEmpty,
      bytes.allSatisfy({
        PercentEncoding.isUnreserved($0) || $0 == UInt8(ascii: "+") || $0 == UInt8(ascii: "/")
      })
    else { return nil }
    secret = Secret(String(text))
  }
}
