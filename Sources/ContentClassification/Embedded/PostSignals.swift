/// How a post behaves, apart from what it says: links, repetition, shouting, disguise.
public struct PostSignals: Hashable, Sendable {
  public let links: Int
  public let hosts: Int
  public let words: Int
  /// Which part of the three-word sequences occurred before in the post, 0 to 1.
  public let repetition: Double
  /// Which part of the Latin letters are capitals, 0 to 1.
  public let capitals: Double
  /// How much was hidden (`Disguises.total`).
  public let disguises: Int

  public init(_ post: PostText, _ text: NormalisedText) {
    links = text.links.count
    hosts = Set(text.links.map(\.host)).count
    disguises = text.disguises.total

    var small = 0
    var capital = 0
    for byte in post.text.utf8 {
      if (0x61...0x7A).contains(byte) { small += 1 }
      if (0x41...0x5A).contains(byte) { capital += 1 }
    }
    capitals = small + capital == 0 ? 0 : Double(capital) / Double(small + capital)

    var wordHashes: [UInt64] = []
    for symbol in text.symbols {
      if symbol.boundary == .hard { wordHashes.append(0xCBF2_9CE4_8422_2325) }
      let last = wordHashes.count - 1
      wordHashes[last] = (wordHashes[last] ^ UInt64(symbol.scalar)) &* 0x0000_0100_0000_01B3
    }
    words = wordHashes.count
    var seen: Set<UInt64> = []
    for index in wordHashes.indices.dropFirst(2) {
      seen.insert(
        (wordHashes[index - 2] &* 31 &+ wordHashes[index - 1]) &* 31 &+ wordHashes[index])
    }
    let sequences = max(wordHashes.count - 2, 0)
    repetition = sequences == 0 ? 0 : 1 - Double(seen.count) / Double(sequences)
  }

  /// What the signals alone say for `spam`. They are hints, so that they stay below the half from
  /// which a label counts as flagged: each of four that is strong takes away 14 % of the doubt.
  public var spamHint: Double {
    let strength = [
      min(1, Double(links) / 4), links > 1 ? 1 - Double(hosts - 1) / Double(links) : 0,
      words >= 12 ? min(1, repetition * 2) : 0, min(1, Double(disguises) / 8),
    ]
    return 1 - strength.reduce(1) { $0 * (1 - 0.14 * $1) }
  }

  /// Signals in steps, as features to learn from.
  var buckets: [UInt64] {
    func bucket(_ signal: UInt64, _ step: Int) -> UInt64 {
      (0x5157_AA15 &+ signal << 8 &+ UInt64(step)) &* 0x9E37_79B9_7F4A_7C15
    }
    return [
      bucket(1, min(links, 6)), bucket(2, min(hosts, 6)), bucket(3, min(words / 8, 15)),
      bucket(4, Int(repetition * 8)), bucket(5, Int(capitals * 8)),
      bucket(6, min(disguises, 12)),
    ]
  }
}
