/// The seed terms, arranged for scanning.
struct SeedTerms: Sendable {
  static let shared = SeedTerms(SeedTerm.all)

  private struct Pattern: Sendable {
    let topic: TopicSet
    let spelling: [UInt32]
    let start: SeedTerm.Start
    let endsWord: Bool
  }

  /// Patterns by the last seven bits of their first scalar.
  private let byFirst: [[Pattern]]
  /// Terms as they would stand inside a token.
  private let blocked: [[UInt8]]

  init(_ terms: [SeedTerm]) {
    var byFirst = [[Pattern]](repeating: [], count: 128)
    for term in terms {
      let spelling = term.spelling.unicodeScalars.map(\.value)
      byFirst[Self.bucket(spelling[0])].append(
        Pattern(
          topic: TopicSet(term.topic), spelling: spelling, start: term.start,
          endsWord: term.endsWord))
    }
    self.byFirst = byFirst
    let inTokens = Set(terms.map(\.inToken))
    blocked = inTokens.sorted().map { Array($0.utf8) }
  }

  /// The topics of which a term occurs in a text in lower case.
  ///
  /// Terms cannot hide one another: none of another topic can begin within one.
  func topics<Unit: TextUnit>(in text: [Unit]) -> TopicSet {
    var found: TopicSet = []
    var isInWord = false
    for position in 0..<text.count {
      let unit = text[position]
      // Most terms begin where a word does.
      if !isInWord || unit == Unit(ascii: "h") || unit == Unit(ascii: "x") {
        for pattern in byFirst[Self.bucket(UInt32(truncatingIfNeeded: unit))]
        where !found.isSuperset(of: pattern.topic) && occurs(pattern, in: text, at: position) {
          found.formUnion(pattern.topic)
        }
      }
      isInWord = unit.isWord
    }
    return found
  }

  /// Whether learning from the token would be learning the seed terms by heart: it contains one.
  ///
  /// Short terms such as "sc" block much else, "science" for one; the reference does the same.
  func blocks(_ token: UnsafeBufferPointer<UInt8>) -> Bool {
    blocked.contains { term in
      guard token.count >= term.count else { return false }
      return (0...token.count - term.count).contains { start in
        term.indices.allSatisfy { token[start + $0] == term[$0] }
      }
    }
  }

  private func occurs<Unit: TextUnit>(
    _ pattern: Pattern, in text: [Unit], at start: Int
  ) -> Bool {
    switch pattern.start {
    case .anywhere: break
    case .afterSpace: guard start == 0 || text[start - 1].isSpace else { return false }
    case .word: guard text.isBoundary(start) else { return false }
    }
    var position = start
    for scalar in pattern.spelling {
      guard position < text.count else { return false }
      switch scalar {
      case UInt32(ascii: " "):
        guard text[position].isSpace else { return false }
        position += 1
      case UInt32(ascii: ","):
        let first = position
        while position < text.count, text[position].isSpace || text[position] == Unit(ascii: ",") {
          position += 1
        }
        guard position > first else { return false }
      default:
        guard Self.plain(UInt32(truncatingIfNeeded: text[position])) == scalar else {
          return false
        }
        position += 1
      }
    }
    return !pattern.endsWord || text.isBoundary(position)
  }

  private static func bucket(_ scalar: UInt32) -> Int { Int(plain(scalar) & 127) }

  /// Two letters that are in lower case already, yet differ from others by case alone: dotless ı
  /// and long ſ.
  private static func plain(_ scalar: UInt32) -> UInt32 {
    switch scalar {
    case 0x131: UInt32(ascii: "i")
    case 0x17F: UInt32(ascii: "s")
    default: scalar
    }
  }
}
