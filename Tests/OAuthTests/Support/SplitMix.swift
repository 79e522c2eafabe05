/// Random numbers that are the same in every run (SplitMix64).
struct SplitMix: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  /// Of the given alphabet.
  mutating func text(_ lengths: ClosedRange<Int>, of alphabet: [Character]) -> String {
    String(
      (0..<Int.random(in: lengths, using: &self)).map { _ in alphabet.randomElement(using: &self)! }
    )
  }

  /// A few bytes put in, left out, changed, doubled or cut off.
  mutating func mutated(_ bytes: [UInt8], by grammar: [UInt8]) -> [UInt8] {
    var bytes = bytes
    for _ in 0..<Int.random(in: 1...4, using: &self) where !bytes.isEmpty {
      let at = Int.random(in: bytes.indices, using: &self)
      let byte =
        Bool.random(using: &self)
        ? grammar.randomElement(using: &self)! : UInt8.random(in: 0...255, using: &self)
      switch Int.random(in: 0..<6, using: &self) {
      case 0: bytes[at] = byte
      case 1: bytes.insert(byte, at: at)
      case 2: bytes.remove(at: at)
      case 3:
        let end = min(bytes.count, at + Int.random(in: 1...40, using: &self))
        bytes.insert(contentsOf: bytes[at..<end], at: Int.random(in: bytes.indices, using: &self))
      case 4: bytes.removeLast(min(bytes.count, Int.random(in: 1...20, using: &self)))
      default: bytes[at] ^= 1 << UInt8.random(in: 0..<8, using: &self)
      }
    }
    return bytes
  }
}
