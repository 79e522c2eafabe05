/// Gives equal numbers equal positions, counting up from 0 in order of first appearance.
///
/// An open-addressing hash table with linear probing, as `ByteInterner`.
struct NumberInterner: Sendable {
  private(set) var numbers: [Int64] = []
  /// Position + 1; 0 where free. The length is a power of two, at most half full.
  private var slots: [UInt32]
  private let seed: UInt64
  /// Rows about one note often follow each other.
  private var last: (number: Int64, position: UInt32)?

  init(seed: UInt64) {
    self.seed = seed | 1
    slots = Array(repeating: 0, count: 64)
  }

  var count: Int { numbers.count }

  mutating func intern(_ number: Int64) -> UInt32 {
    if let last, last.number == number { return last.position }
    var slot = start(number, slots.count)
    while slots[slot] != 0 {
      let position = slots[slot] - 1
      if numbers[Int(position)] == number {
        last = (number, position)
        return position
      }
      slot = (slot + 1) & (slots.count - 1)
    }
    let position = UInt32(numbers.count)
    numbers.append(number)
    slots[slot] = position + 1
    if numbers.count * 2 > slots.count { grow() }
    last = (number, position)
    return position
  }

  /// The positions here of all numbers of `other`.
  mutating func intern(all other: NumberInterner) -> [UInt32] {
    other.numbers.map { intern($0) }
  }

  private mutating func grow() {
    var larger = [UInt32](repeating: 0, count: slots.count * 2)
    for (position, number) in numbers.enumerated() {
      var slot = start(number, larger.count)
      while larger[slot] != 0 { slot = (slot + 1) & (larger.count - 1) }
      larger[slot] = UInt32(position) + 1
    }
    slots = larger
  }

  private func start(_ number: Int64, _ slotCount: Int) -> Int {
    let mixed = (UInt64(bitPattern: number) ^ seed).multipliedFullWidth(by: 0x9E37_79B9_7F4A_7C15)
    return Int(truncatingIfNeeded: mixed.high ^ mixed.low) & (slotCount - 1)
  }
}
