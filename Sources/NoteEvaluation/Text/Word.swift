/// A word of a text, or one sign of a script that puts no spaces between words.
struct Word: Hashable, Sendable {
  /// In lower case; apostrophes inside are plain, other signs are gone. At most 40 characters.
  let text: String
  /// Whether it was written in capitals alone, two letters or more.
  let isShouted: Bool

  var isNumber: Bool { text.unicodeScalars.first.map { ("0"..."9").contains($0) } ?? false }

  static let mostCharacters = 40

  /// The first words of a text.
  static func words(of text: String, atMost most: Int) -> [Word] {
    var words: [Word] = []
    var current: [Unicode.Scalar] = []
    func finish() {
      if !current.isEmpty, words.count < most { words.append(Word(current)) }
      current.removeAll(keepingCapacity: true)
    }
    let scalars = Array(text.unicodeScalars)
    for (index, scalar) in scalars.enumerated() {
      guard words.count < most else { break }
      if scalar.properties.isIdeographic || scalar.isKana {
        finish()
        current = [scalar]
        finish()
      } else if scalar.isAlphanumeric || scalar.isMark {
        if current.count < mostCharacters { current.append(scalar) }
      } else if scalar == "'" || scalar == "’", !current.isEmpty,
        index + 1 < scalars.count, scalars[index + 1].isAlphanumeric
      {
        if current.count < mostCharacters { current.append("'") }
      } else {
        finish()
      }
    }
    finish()
    return words
  }

  private init(_ scalars: [Unicode.Scalar]) {
    let written = String(String.UnicodeScalarView(scalars))
    text = written.lowercased()
    isShouted =
      scalars.count >= 2 && scalars.allSatisfy { $0.properties.isUppercase || $0 == "'" }
  }
}

extension Unicode.Scalar {
  fileprivate var isKana: Bool { (0x3040...0x30ff).contains(value) }

  /// A sign that joins the letter before it, as vowels do in many scripts.
  fileprivate var isMark: Bool {
    switch properties.generalCategory {
    case .nonspacingMark, .spacingMark: true
    default: false
    }
  }
}
