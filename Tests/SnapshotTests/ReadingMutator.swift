/// Spoils the bytes of a file in the ways that transfers, editors and attackers do.
struct Mutator {
  var random: SplitMix

  private static let troubles: [[UInt8]] = [
    Array("\t".utf8), Array("\n".utf8), Array("\r\n".utf8), Array("\"".utf8), Array("\"\"".utf8),
    Array("-1".utf8), Array("99999999999999999999".utf8), Array("9223372036854775808".utf8),
    Array("-9223372036854775808".utf8), Array("1e999".utf8), Array("0.0".utf8), Array("nan".utf8),
    [0], [0xFF], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xE2, 0x82],
    [0xEF, 0xBB, 0xBF], [0x0B], [0x08], [0x1F, 0x8B, 8], Array("PK\u{5}\u{6}".utf8),
    Array(repeating: 0xFF, count: 8), Array(repeating: 0, count: 4),
  ]

  /// One to six changes, each of a random kind at a random place; `other` is what is spliced in.
  mutating func mutate(_ bytes: [UInt8], splicing other: [UInt8]) -> [UInt8] {
    var bytes = bytes
    for _ in 0..<Int.random(in: 1...6, using: &random) { change(&bytes, other) }
    return bytes
  }

  private mutating func change(_ bytes: inout [UInt8], _ other: [UInt8]) {
    let place = Int.random(in: 0...bytes.count, using: &random)
    switch Int.random(in: 0..<9, using: &random) {
    case 0 where place < bytes.count:
      bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
    case 1 where place < bytes.count:
      bytes[place] = UInt8.random(in: 0...255, using: &random)
    case 2:
      // Rarely, as little is left to read afterwards.
      if Int.random(in: 0..<4, using: &random) == 0 { bytes.removeLast(bytes.count - place) }
    case 3:
      bytes.removeSubrange(part(of: bytes, from: place))
    case 4:
      bytes.insert(contentsOf: bytes[part(of: bytes, from: place)], at: place)
    case 5:
      let start = Int.random(in: 0...other.count, using: &random)
      bytes.insert(contentsOf: other[part(of: other, from: start)], at: place)
    case 6:
      swapFields(&bytes, at: place)
    default:
      bytes.insert(contentsOf: Self.troubles.randomElement(using: &random) ?? [], at: place)
    }
  }

  private mutating func part(of bytes: [UInt8], from start: Int) -> Range<Int> {
    start..<min(bytes.count, start + Int.random(in: 0...60, using: &random))
  }

  /// Exchanges the field at a place with the next.
  private mutating func swapFields(_ bytes: inout [UInt8], at place: Int) {
    let separators: Set<UInt8> = [9, 10]
    let rest = bytes[place...]
    guard let first = rest.firstIndex(where: separators.contains),
      let second = bytes[(first + 1)...].firstIndex(where: separators.contains),
      let third = bytes[(second + 1)...].firstIndex(where: separators.contains)
    else { return }
    let swapped =
      bytes[(second + 1)..<third] + [bytes[second]] + bytes[(first + 1)..<second]
    bytes.replaceSubrange((first + 1)..<third, with: swapped)
  }
}
