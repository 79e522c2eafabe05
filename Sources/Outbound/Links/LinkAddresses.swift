import Foundation

/// What addresses a variant of a link stands for.
enum LinkAddresses {
  /// The address; of a variant without a scheme that of https, then of http (section 10.5). None where
  /// it is no address.
  static func of(_ variant: String) -> [WebAddress] {
    let hasScheme = variant.hasPrefix("http://") || variant.hasPrefix("https://")
    let texts = hasScheme ? [variant] : ["https://", "http://"].map { $0 + variant }
    return texts.compactMap { try? WebAddress(withASCIIHost($0)) }
  }

  /// With a host in letters of the world in its ASCII form (RFC 5891).
  private static func withASCIIHost(_ text: String) -> String {
    guard let separator = text.range(of: "://") else { return text }
    let rest = text[separator.upperBound...]
    let host = rest.prefix { $0 != "/" }
    // Longer hosts have no address; nothing is computed for them.
    guard !host.utf8.allSatisfy({ $0 < 0x80 }), host.utf8.count <= 253,
      let ascii = URLComponents(string: "https://\(host)")?.encodedHost
    else { return text }
    return text[..<separator.upperBound] + ascii + rest[host.endIndex...]
  }
}
