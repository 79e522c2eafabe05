/// Digits and signs that are written for letters: `b00k`, `sh!p`, `@sk`.
enum Substitutions {
  /// Reads as i and as l.
  static let ambiguous: UInt32 = 0x31

  /// The letter that a digit stands for inside a word; 1 stays, see `ambiguous`.
  static func letter(digit: UInt32) -> UInt32? {
    switch digit {
    case 0x30: ascii("o")
    case 0x31: ambiguous
    case 0x33: ascii("e")
    case 0x34: ascii("a")
    case 0x35: ascii("s")
    case 0x37: ascii("t")
    case 0x38: ascii("b")
    default: nil
    }
  }

  /// The letter that a sign stands for at any place of a word that has a letter.
  static func letter(sign: UInt32) -> UInt32? {
    switch sign {
    case ascii("@"): ascii("a")
    case ascii("$"), 0xA7: ascii("s")
    case 0xA2: ascii("c")
    case 0x20AC: ascii("e")
    case 0xA3: ascii("l")
    case 0xA5: ascii("y")
    default: nil
    }
  }

  /// The letter that a sign stands for between two letters only; elsewhere it is punctuation.
  static func letter(inside sign: UInt32) -> UInt32? {
    switch sign {
    case ascii("!"), ascii("|"), 0xA1: ambiguous
    case ascii("+"): ascii("t")
    default: nil
    }
  }

  private static func ascii(_ scalar: Unicode.Scalar) -> UInt32 { scalar.value }
}
