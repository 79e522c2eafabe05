/// A reproducible source of random bits (SplitMix64).
struct SeededBits: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
    return mixed ^ mixed >> 31
  }
}

/// Texts of what is awkward: disguises, borders between words, scripts, pictures, halves of things.
struct AwkwardTexts {
  private var random: SeededBits
  private static let pieces: [String] = [
    "a", "b", "i", "l", "I", "L", "1", "0", "5", "9", "$", "@", "!", "|", "+", "€", ".", "-", "_",
    "*", "'", " ", " ", " ", "\n", "\t", "\u{200B}", "\u{202E}", "\u{FE0F}", "\u{301}", "\u{336}",
    "а", "о", "і", "ß", "æ", "ﬁ", "İ", "ǅ", "Ⅷ", "ａ", "𝓪", "𝟙", "①", "🅰", "🇦", "é", "e\u{301}",
    "я", "Ν", "ς", "漢", "か", "ไ", "ท", "한", "क", "ि", "ع", "🔪", "👍🏽", "😂", "½", "http://", "www.",
    "https://example.org/a?b", "\u{0}", "\u{E0041}", "\u{10FFFF}", "aaaa", "llll", "1111", "!!!",
  ]

  init(seed: UInt64) { random = SeededBits(seed: seed) }

  mutating func next(longest: Int = 24) -> String {
    (0..<Int.random(in: 0...longest, using: &random)).map { _ in
      if Int.random(in: 0..<12, using: &random) == 0 {
        let value = UInt32.random(in: 0...0x2_FFFF, using: &random)
        return Unicode.Scalar(value).map { String(Character($0)) } ?? "?"
      }
      return Self.pieces.randomElement(using: &random) ?? ""
    }.joined()
  }
}
