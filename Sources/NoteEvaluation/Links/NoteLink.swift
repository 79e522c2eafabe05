/// What looks like an address of the web in a note (section 10.2).
public struct NoteLink: Hashable, Sendable {
  /// As it stands in the note, once entities are undone.
  public let text: String

  public init(_ text: String) { self.text = text }

  /// What to try, in order; one that works is enough (section 10.3): the text, then, where that is
  /// different, the text without the punctuation at its end.
  public var variants: [String] {
    let trimmed = text.unicodeScalars.reversed().drop(while: Self.closing.contains).reversed()
    let bare = String(String.UnicodeScalarView(trimmed))
    return bare == text || bare.isEmpty ? [text] : [text, bare]
  }

  private static let closing: Set<Unicode.Scalar> = [
    ".", ",", ";", ":", "!", "?", ")", "]", "}", "\"", "'",
  ]
}
