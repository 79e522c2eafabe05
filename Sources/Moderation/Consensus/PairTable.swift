/// What every two voters' shared items say of them, by the two voters' numbers.
///
/// A table with open addressing: a pass looks up every pair of voters of every item, millions of them,
/// and a dictionary of structures takes several times as long.
struct PairTable: Sendable {
  /// Key and evidence side by side: a look at a pair is one miss of the cache, not two.
  private struct Slot: Sendable {
    var key: UInt64
    var evidence = SimilarityRule.Evidence()
  }

  private var slots: [Slot] = []
  private var count = 0

  /// No pair has it: a voter's number is far smaller.
  private static let empty = UInt64.max

  private static func key(_ one: Int, _ other: Int) -> UInt64 {
    UInt64(min(one, other)) << 32 | UInt64(max(one, other))
  }

  /// Where a pair is, or would be. The table is never full.
  private func place(of key: UInt64) -> Int {
    let mask = slots.count - 1
    // Fibonacci hashing: neighbouring numbers are spread over the whole table.
    var place = Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> 20) & mask
    while slots[place].key != key && slots[place].key != Self.empty { place = (place + 1) & mask }
    return place
  }

  /// Nil: the two never met.
  subscript(_ one: Int, _ other: Int) -> SimilarityRule.Evidence? {
    guard !slots.isEmpty else { return nil }
    let key = Self.key(one, other)
    let slot = slots[place(of: key)]
    return slot.key == key ? slot.evidence : nil
  }

  /// Adds what one more item says of two voters.
  mutating func add(_ more: SimilarityRule.Evidence, of one: Int, _ other: Int) {
    if 2 * (count + 1) > slots.count { grow() }
    let key = Self.key(one, other)
    let place = place(of: key)
    if slots[place].key == key {
      slots[place].evidence += more
    } else {
      slots[place] = Slot(key: key, evidence: more)
      count += 1
    }
  }

  private mutating func grow() {
    var larger = PairTable()
    larger.slots = Array(repeating: Slot(key: Self.empty), count: max(64, slots.count * 2))
    larger.count = count
    for slot in slots where slot.key != Self.empty {
      larger.slots[larger.place(of: slot.key)] = slot
    }
    self = larger
  }
}
