/// What every two voters' shared items say of them, by the two voters' numbers.
///
/// A table with open addressing: a pass looks up every pair of voters of every item, millions of them,
/// and a dictionary of structures takes several times as long.
struct PairTable: Sendable {
  private var keys: [UInt64] = []
  private var evidence: [SimilarityRule.Evidence] = []
  private var count = 0

  /// No pair has it: a voter's number is far smaller.
  private static let empty = UInt64.max

  private static func key(_ one: Int, _ other: Int) -> UInt64 {
    UInt64(min(one, other)) << 32 | UInt64(max(one, other))
  }

  /// Where a pair is, or would be. The table is never full.
  private func place(of key: UInt64) -> Int {
    let mask = keys.count - 1
    // Fibonacci hashing: neighbouring numbers are spread over the whole table.
    var place = Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> 20) & mask
    while keys[place] != key && keys[place] != Self.empty { place = (place + 1) & mask }
    return place
  }

  /// Nil: the two never met.
  subscript(_ one: Int, _ other: Int) -> SimilarityRule.Evidence? {
    guard !keys.isEmpty else { return nil }
    let key = Self.key(one, other)
    let place = place(of: key)
    return keys[place] == key ? evidence[place] : nil
  }

  /// Adds what one more item says of two voters.
  mutating func add(_ more: SimilarityRule.Evidence, of one: Int, _ other: Int) {
    if 2 * (count + 1) > keys.count { grow() }
    let key = Self.key(one, other)
    let place = place(of: key)
    if keys[place] == key {
      evidence[place] += more
    } else {
      keys[place] = key
      evidence[place] = more
      count += 1
    }
  }

  private mutating func grow() {
    var larger = PairTable()
    let size = max(64, keys.count * 2)
    larger.keys = Array(repeating: Self.empty, count: size)
    larger.evidence = Array(repeating: SimilarityRule.Evidence(), count: size)
    larger.count = count
    for (place, key) in keys.enumerated() where key != Self.empty {
      let free = larger.place(of: key)
      larger.keys[free] = key
      larger.evidence[free] = evidence[place]
    }
    self = larger
  }
}
