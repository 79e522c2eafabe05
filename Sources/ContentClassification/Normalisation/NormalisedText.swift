/// A post without its disguise, and where in the post each letter came from.
public struct NormalisedText: Hashable, Sendable {
  /// What stands before a letter.
  enum Boundary: UInt8, Comparable, Sendable {
    case none
    /// The letter is a sign read as one, or follows such a sign: a word may begin here.
    case weak
    /// A sign or a picture between letters, without space: `f.u`, `end.Begin`. It may split words
    /// or be put inside one.
    case soft
    /// Space, or the beginning.
    case hard

    static func < (one: Boundary, other: Boundary) -> Bool { one.rawValue < other.rawValue }
  }

  struct Symbol: Hashable, Sendable {
    /// As read: `sh!t` has an `ambiguous` third symbol, `b00k` two letters o.
    var scalar: UInt32
    /// As written, but for dress: the 0 of `b00k`.
    var plain: UInt32
    /// May be read as i, as l and as the digit: scalar is `1`.
    var isAmbiguous = false
    var boundary: Boundary
    /// Bytes of the post, in UTF-8.
    var start: Int32
    var end: Int32
  }

  /// Letters in the order of the post; of a letter written more than three times in a row, three.
  let symbols: [Symbol]
  public let disguises: Disguises
  public let links: [Link]

  /// The post as read: words with one space between them. Normalising it again changes nothing.
  public var text: String {
    var text = String.UnicodeScalarView()
    for (position, symbol) in symbols.enumerated() {
      if symbol.boundary == .hard, position > 0 { text.append(" ") }
      if let scalar = Unicode.Scalar(symbol.scalar) { text.append(scalar) }
    }
    return String(text)
  }

  public var count: Int { symbols.count }

  /// The bytes of the post, in UTF-8, that some symbols came from.
  ///
  /// - Precondition: `range` is not empty and lies within 0 and `count`.
  public func original(_ range: Range<Int>) -> Range<Int> {
    Int(symbols[range.lowerBound].start)..<Int(symbols[range.upperBound - 1].end)
  }

  /// What may come before the symbol at `position`; behind the last one, the end.
  func boundary(before position: Int) -> Boundary {
    position < symbols.count ? symbols[position].boundary : .hard
  }
}

/// How much was done to a post to hide what it says.
public struct Disguises: Hashable, Sendable {
  /// Scalars that take no place on the screen.
  public var hidden = 0
  /// Marks over or under letters, beyond one a letter.
  public var stackedMarks = 0
  /// Words that mix Latin letters with lookalikes of other scripts.
  public var mixedWords = 0
  /// Digits and signs read as letters.
  public var substitutions = 0
  /// Words put together from letters with space between them.
  public var spacedWords = 0
  /// Letters left out because they were repeated more than three times.
  public var repeatedLetters = 0

  public init() {}

  public var total: Int {
    hidden + stackedMarks + mixedWords + substitutions + spacedWords + repeatedLetters
  }
}
