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

  /// Where the search for a pair begins.
  private func home(of key: UInt64) -> Int {
    // Fibonacci hashing: neighbouring numbers are spread over the whole table.
    Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> 20) & (slots.count - 1)
  }

  /// Where a pair is, or would be. The table is never full.
  private func place(of key: UInt64) -> Int {
    var place = home(of: key)
    while slots[place].key != key && slots[place].key != Self.empty {
      place = (place + 1) & (slots.count - 1)
    }
    return place
  }

  /// Nil: the two never met.
  subscript(_ one: Int, _ other: Int) -> SimilarityRule.Evidence? {
    guard !slots.isEmpty else { return nil }
    let key = Self.key(one, other)
    let slot = slots[place(of: key)]
    return slot.key == key ? slot.evidence : nil
  }

  /// What is known of every two of some voters, in the order (0, 1), (0, 2), (1, 2), (0, 3) …; nothing
  /// of two who never met.
  ///
  /// First every pair's home is copied, then searches go on from there: copies do not wait for one
  /// another, so that their misses of the cache overlap. That is most of the time of a pass.
  func evidence(ofAll voters: [Int]) -> [SimilarityRule.Evidence] {
    let none = SimilarityRule.Evidence()
    guard voters.count > 1 else { return [] }
    let count = voters.count * (voters.count - 1) / 2
    guard !slots.isEmpty else { return Array(repeating: none, count: count) }
    var keys: [UInt64] = []
    keys.reserveCapacity(count)
    for (place, voter) in voters.enumerated() {
      for other in voters[..<place] { keys.append(Self.key(other, voter)) }
    }
    return keys.map { slots[home(of: $0)] }.enumerated().map { place, slot in
      let key = keys[place]
      if slot.key == key { return slot.evidence }
      if slot.key == Self.empty { return none }
      let found = slots[self.place(of: key)]
      return found.key == key ? found.evidence : none
    }
  }

  /// Adds what one more item says of two voters.
  mutating func add(_ more: SimilarityRule.Evidence, of one: Int, _ other: Int) {
    // Three quarters full at most: beyond, searches get long; below, memory is wasted.
    if 4 * (count + 1) > 3 * slots.count { grow(to: max(64, slots.count * 2)) }
    let key = Self.key(one, other)
    let place = place(of: key)
    if slots[place].key == key {
      slots[place].evidence += more
    } else {
      slots[place] = Slot(key: key, evidence: more)
      count += 1
    }
  }

  /// Makes room for so many more pairs at once: growing step by step writes the table twice.
  mutating func reserve(_ more: Int) {
    var size = max(64, slots.count)
    while 4 * (count + more) > 3 * size { size *= 2 }
    if size > slots.count { grow(to: size) }
  }

  private mutating func grow(to size: Int) {
    var larger = PairTable()
    larger.slots = Array(repeating: Slot(key: Self.empty), count: size)
    larger.count = count
    for slot in slots where slot.key != Self.empty {
      larger.slots[larger.place(of: slot.key)] = slot
    }
    self = larger
  }
}
