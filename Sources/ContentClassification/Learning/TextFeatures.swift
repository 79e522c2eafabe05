/// What the learned model sees of a post: which pieces of three to five letters occur, words on both
/// sides of a space among them, and how the post behaves. Pieces are numbered by a hash (K.
/// Weinberger and others, 2009), so that no vocabulary is kept.
public struct TextFeatures: Hashable, Sendable {
  /// Distinct, in the order first met; each below 2 to the power of the space's bits.
  let indices: [UInt32]
  /// What each of them counts: 1 by the square root of how many there are.
  let value: Double

  /// - Precondition: `bits` is 8 to 20.
  init(_ text: NormalisedText, signals: PostSignals, bits: Int) {
    precondition((8...20).contains(bits))
    var collector = FeatureCollector(bits: bits)
    collector.addPieces(of: text)
    for signal in signals.buckets { collector.add(signal) }
    indices = collector.indices
    value = indices.isEmpty ? 0 : 1 / Double(indices.count).squareRoot()
  }
}

/// Keeps each index once.
private struct FeatureCollector {
  private(set) var indices: [UInt32] = []
  private var seen: [UInt64]
  private let shift: UInt64

  init(bits: Int) {
    seen = Array(repeating: 0, count: max(1, (1 << bits) / 64))
    shift = UInt64(64 - bits)
  }

  mutating func addPieces(of text: NormalisedText) {
    var letters: [UInt32] = [0x20]
    letters.reserveCapacity(text.count * 5 / 4 + 2)
    for (index, symbol) in text.symbols.enumerated() {
      if symbol.boundary == .hard, index > 0 { letters.append(0x20) }
      letters.append(symbol.scalar)
    }
    letters.append(0x20)
    guard letters.count > 2 else { return }
    indices.reserveCapacity(letters.count * 3)
    letters.withUnsafeBufferPointer { letters in
      for start in 0..<letters.count {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for length in 0..<min(5, letters.count - start) {
          hash = (hash ^ UInt64(letters[start + length])) &* 0x0000_0100_0000_01B3
          if length >= 2 { add(hash) }
        }
      }
    }
  }

  mutating func add(_ hash: UInt64) {
    var mixed = hash
    mixed ^= mixed >> 29
    mixed = mixed &* 0xBF58_476D_1CE4_E5B9
    let index = Int(truncatingIfNeeded: mixed >> shift)
    let bit = UInt64(1) << UInt64(index & 63)
    if seen[index >> 6] & bit == 0 {
      seen[index >> 6] |= bit
      indices.append(UInt32(index))
    }
  }
}
