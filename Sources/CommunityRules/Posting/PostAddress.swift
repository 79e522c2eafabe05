import Foundation

/// The address of a post in the one form that the site keeps, so that one post is one post.
public struct PostAddress: Hashable, Sendable {
  public let text: String
  /// Lowercase, without a port.
  public let host: String

  public static let mostBytes = 2_000

  /// Reads an address that somebody pasted.
  ///
  /// The scheme and the host are lowercase; default ports, fragments and parameters that only say
  /// where a visitor came from are dropped.
  ///
  /// - Returns: nil unless it is an absolute web address without a user name.
  public init?(_ raw: String) {
    let raw = raw.trimmingCharacters(in: .whitespacesAndNewlines)
    guard !raw.isEmpty, raw.utf8.count <= Self.mostBytes,
      raw.unicodeScalars.allSatisfy({ $0.value > 0x20 && $0.value != 0x7F }),
      var parts = URLComponents(string: raw),
      let scheme = parts.scheme?.lowercased(), scheme == "https" || scheme == "http",
      let host = parts.host?.lowercased(), !host.isEmpty, parts.user == nil, parts.password == nil
    else { return nil }
    parts.scheme = scheme
    parts.host = host
    parts.fragment = nil
    if parts.port == (scheme == "https" ? 443 : 80) { parts.port = nil }
    if let items = parts.percentEncodedQueryItems {
      let kept = items.filter { !Self.isTracking($0.name) }
      parts.percentEncodedQueryItems = kept.isEmpty ? nil : kept
    }
    if parts.percentEncodedPath.isEmpty { parts.percentEncodedPath = "/" }
    guard let text = parts.string, text.utf8.count <= Self.mostBytes else { return nil }
    self.text = text
    self.host = host
  }

  private static func isTracking(_ name: String) -> Bool {
    let name = name.lowercased()
    return name.hasPrefix("utm_")
      || ["fbclid", "gclid", "igshid", "mc_cid", "mc_eid"].contains(name)
  }
}
