/// Makes text of strangers fit to show: one line, bounded, nothing in it that moves other text.
enum PlainText {
  /// Nil where nothing is left to read.
  static func clean(_ text: String?, most: Int) -> String? {
    guard let text else { return nil }
    var cleaned = String.UnicodeScalarView()
    var isSpaceOpen = false
    for scalar in text.unicodeScalars {
      if cleaned.count >= most { break }
      if scalar.properties.isWhitespace || scalar.properties.generalCategory == .control {
        isSpaceOpen = !cleaned.isEmpty
      } else if !reordering.contains(scalar.value) {
        if isSpaceOpen { cleaned.append(" ") }
        isSpaceOpen = false
        cleaned.append(scalar)
      }
    }
    return cleaned.isEmpty ? nil : String(cleaned)
  }

  /// Marks that turn the direction of text, for as long as they are not closed; and the mark of
  /// byte order.
  private static let reordering: Set<UInt32> = [
    0x202a, 0x202b, 0x202c, 0x202d, 0x202e, 0x2066, 0x2067, 0x2068, 0x2069, 0xfeff,
  ]
}
