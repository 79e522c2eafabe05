/// Texts of files made fit for messages: short, on one line, without control characters.
enum Excerpt {
  private static let longest = 120

  static func of(_ text: String) -> String {
    var excerpt = String.UnicodeScalarView()
    for scalar in text.unicodeScalars.prefix(longest) {
      excerpt.append(scalar.properties.generalCategory == .control ? " " : scalar)
    }
    return String(excerpt) + (text.unicodeScalars.count > longest ? "…" : "")
  }
}
