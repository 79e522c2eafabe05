/// A text as models read it (section 10.1): entities undone twice, links cut, length bounded.
struct PreparedText: Sendable {
  /// Without its links.
  let prose: String
  /// Each cut to 150 characters.
  let links: [String]

  /// What is behind this many characters is not read.
  static let mostCharacters = 8192
  static let mostLinkCharacters = 150

  /// A note: its links are kept apart.
  static func note(_ text: String) -> PreparedText { PreparedText(text, keepsShortLinks: true) }

  /// A post: links of the shortener `t.co` say nothing and are dropped. A caller who knows where they
  /// lead passes the text with the longer form in their place.
  static func post(_ text: String) -> PreparedText { PreparedText(text, keepsShortLinks: false) }

  private init(_ text: String, keepsShortLinks: Bool) {
    let decoded = HTMLEntities.decodeTwice(
      String(String.UnicodeScalarView(text.unicodeScalars.prefix(Self.mostCharacters))))
    var scanner = LinkScanner(decoded)
    let matches = scanner.matches()
    var prose = String.UnicodeScalarView()
    var place = 0
    let scalars = Array(decoded.unicodeScalars)
    for match in matches {
      prose.append(contentsOf: scalars[place..<match.lowerBound])
      // Two words stay two.
      prose.append(" ")
      place = match.upperBound
    }
    prose.append(contentsOf: scalars[place...])
    self.prose = String(prose)
    links = matches.map { match in
      scanner.text(
        match.lowerBound..<min(match.upperBound, match.lowerBound + Self.mostLinkCharacters))
    }.filter { keepsShortLinks || Self.host(of: $0) != "t.co" }
  }

  /// The host of a link, in lower case, without `www.`.
  static func host(of link: String) -> String {
    let start = link.firstRange(of: "://").map { link[$0.upperBound...] } ?? link[...]
    let host = start.prefix { $0 != "/" }.lowercased()
    return host.hasPrefix("www.") ? String(host.dropFirst(4)) : host
  }
}
