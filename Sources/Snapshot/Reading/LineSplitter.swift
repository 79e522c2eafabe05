/// Walks the lines of a block and finds where their fields start.
///
/// Invariant: `base ..< base + count` stays readable while the value lives, and `count` fits in
/// 32 bits. Words are read eight bytes at a time, never behind `count`.
struct LineSplitter {
  /// One line: `starts[i] ..< starts[i + 1] - 1` is field `i`.
  struct Line {
    var start: Int
    /// Behind the last byte that belongs to a field.
    var end: Int
    var fieldCount: Int
    /// Whether every byte is ASCII.
    var isASCII: Bool

    var isBlank: Bool { start == end }
  }

  let base: UnsafePointer<UInt8>
  let count: Int
  private var position = 0

  init(base: UnsafePointer<UInt8>, count: Int) {
    self.base = base
    self.count = count
  }

  /// The next line, or nil behind the last. `starts` gets the first `capacity` field starts and,
  /// if all fields fit, one more, as if another field followed.
  @inline(__always)
  mutating func next(starts: UnsafeMutablePointer<UInt32>, capacity: Int) -> Line? {
    guard position < count else { return nil }
    let start = position
    var fields = 0
    starts[0] = UInt32(truncatingIfNeeded: start)
    var highBits: UInt64 = 0
    var cursor = start
    var end = count
    scan: while true {
      var matches: UInt64
      if cursor + 8 <= count {
        let word = UInt64(
          littleEndian: UnsafeRawPointer(base + cursor).loadUnaligned(as: UInt64.self))
        highBits |= word
        matches = Self.bytesFrom8To11(word)
      } else if cursor < count {
        highBits |= UInt64(base[cursor]) << 56
        matches = base[cursor] & 0xFC == 8 ? 0x80 : 0
        if matches == 0 {
          cursor += 1
          continue
        }
      } else {
        break
      }
      let stride = cursor + 8 <= count ? 8 : 1
      while matches != 0 {
        let at = cursor + matches.trailingZeroBitCount >> 3
        if base[at] == Ascii.tab {
          fields += 1
          if fields < capacity { starts[fields] = UInt32(truncatingIfNeeded: at + 1) }
        } else if base[at] == Ascii.newline {
          end = at
          break scan
        }
        matches &= matches - 1
      }
      cursor += stride
    }
    position = min(end + 1, count)
    if end > start, base[end - 1] == Ascii.carriageReturn { end -= 1 }
    fields += 1
    if fields <= capacity { starts[fields] = UInt32(truncatingIfNeeded: end + 1) }
    return Line(
      start: start, end: end, fieldCount: fields,
      isASCII: highBits & 0x8080_8080_8080_8080 == 0)
  }

  /// Whether a line's bytes are UTF-8.
  func isValidUTF8(_ line: Line) -> Bool {
    let bytes = UnsafeBufferPointer(start: base + line.start, count: line.end - line.start)
    return String(validating: bytes, as: UTF8.self) != nil
  }

  /// 0x80 in every byte of the result whose byte in `word` is 8 … 11, which tab (9) and newline
  /// (10) are; exact, without the carries of the shorter well-known trick.
  @inline(__always)
  private static func bytesFrom8To11(_ word: UInt64) -> UInt64 {
    let rest = word & 0xFCFC_FCFC_FCFC_FCFC ^ 0x0808_0808_0808_0808
    let low7: UInt64 = 0x7F7F_7F7F_7F7F_7F7F
    return ~((rest & low7 &+ low7) | rest | low7)
  }
}
