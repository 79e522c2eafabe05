/// Text as lines of at most 76 plain characters (RFC 2045, section 6.7), so that it passes every
/// server on the way and still can be read on the wire.
enum QuotedPrintable {
  private static let mostOnLine = 75

  /// - Parameter lines: bytes of UTF-8 without line ends.
  static func encode(_ lines: [[UInt8]]) -> [[UInt8]] { lines.flatMap(encode) }

  /// The lines that one line becomes.
  private static func encode(_ line: [UInt8]) -> [[UInt8]] {
    var lines: [[UInt8]] = [[]]
    for (index, byte) in line.enumerated() {
      // Space at the end of a line gets lost on the way.
      let isSpace = (byte == 0x20 || byte == 0x09) && index < line.count - 1
      let isPlain = isSpace || ((0x21...0x7e).contains(byte) && byte != UInt8(ascii: "="))
      let encoded = isPlain ? [byte] : escape(byte)
      if lines[lines.count - 1].count + encoded.count > mostOnLine {
        lines[lines.count - 1].append(UInt8(ascii: "="))
        lines.append([])
      }
      lines[lines.count - 1] += encoded
    }
    return lines
  }

  private static func escape(_ byte: UInt8) -> [UInt8] {
    let digits = Array("0123456789ABCDEF".utf8)
    return [UInt8(ascii: "="), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
  }
}
