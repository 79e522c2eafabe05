/// What a text is scanned by: bytes of plain ASCII, or Unicode scalars.
///
/// Scanners are written once for both. Most texts are ASCII, and there a character costs one byte
/// and no table.
protocol TextUnit: FixedWidthInteger, UnsignedInteger, Sendable {
  /// A letter, a number or an underscore; combining marks are none of these.
  var isWord: Bool { get }
  var isSpace: Bool { get }
}

extension UInt8: TextUnit {
  var isWord: Bool {
    (self | 0x20) &- 0x61 < 26 || self &- 0x30 < 10 || self == 0x5F
  }
  /// Includes the four separators 0x1C to 0x1F.
  var isSpace: Bool {
    self == 0x20 || self &- 0x09 < 5 || self &- 0x1C < 4
  }
}

extension UInt32: TextUnit {
  var isWord: Bool {
    self < 0x80
      ? UInt8(truncatingIfNeeded: self).isWord : CharacterTables.shared.isWord(self)
  }
  var isSpace: Bool {
    self < 0x80
      ? UInt8(truncatingIfNeeded: self).isSpace : CharacterTables.shared.isSpace(self)
  }
}

extension TextUnit {
  @inline(__always)
  init(ascii character: Unicode.Scalar) { self.init(truncatingIfNeeded: character.value) }
}

extension Array where Element: TextUnit {
  /// Whether the ASCII text `literal` stands at `position` and ends by `end`, or by the end.
  func has(_ literal: StaticString, at position: Int, before end: Int? = nil) -> Bool {
    guard position + literal.utf8CodeUnitCount <= end ?? count else { return false }
    for index in 0..<literal.utf8CodeUnitCount
    where self[position + index] != Element(literal.utf8Start[index]) {
      return false
    }
    return true
  }

  /// Whether a word begins or ends at `position`.
  func isBoundary(_ position: Int) -> Bool {
    let before = position > 0 && self[position - 1].isWord
    let after = position < count && self[position].isWord
    return before != after
  }
}
