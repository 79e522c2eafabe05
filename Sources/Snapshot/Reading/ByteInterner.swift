import Glibc

/// Gives equal byte strings equal numbers, counting up from 0 in order of first appearance.
///
/// An open-addressing hash table with linear probing over texts stored end to end. Seeds differ
/// from run to run so that a file cannot be made to collide; numbers do not depend on the seed.
package struct ByteInterner: Sendable {
  private(set) var bytes: [UInt8] = []
  /// `offsets[i] ..< offsets[i + 1]` is text `i`.
  private(set) var offsets: [Int] = [0]
  private var hashes: [UInt64] = []
  /// Upper half of the hash, then number + 1; 0 where free. The length is a power of two, at most
  /// half full.
  private var slots: [UInt64]
  private let seed: UInt64

  package init(seed: UInt64) {
    self.seed = seed
    slots = Array(repeating: 0, count: 64)
  }

  package var count: Int { hashes.count }

  /// The bytes of a number, valid during the call.
  package func withBytes<Result>(
    of number: Int, _ body: (UnsafeBufferPointer<UInt8>) -> Result
  ) -> Result {
    bytes.withUnsafeBufferPointer {
      body(UnsafeBufferPointer(rebasing: $0[offsets[number]..<offsets[number + 1]]))
    }
  }

  package func text(_ number: Int) -> String {
    withBytes(of: number) { String(decoding: $0, as: UTF8.self) }
  }

  package mutating func intern(_ text: UnsafeBufferPointer<UInt8>) -> UInt32 {
    intern(text, hash: Self.hash(text, seed: seed))
  }

  /// The number of a text, or nil if it has none.
  package func number(of text: UnsafeBufferPointer<UInt8>) -> UInt32? {
    find(text, hash: Self.hash(text, seed: seed)).number
  }

  /// The numbers here of all texts of `other`, which has the same seed.
  package mutating func intern(all other: ByteInterner) -> [UInt32] {
    (0..<other.count).map { number in
      other.withBytes(of: number) { intern($0, hash: other.hashes[number]) }
    }
  }

  private mutating func intern(_ text: UnsafeBufferPointer<UInt8>, hash: UInt64) -> UInt32 {
    let (slot, known) = find(text, hash: hash)
    if let known { return known }
    let number = hashes.count
    slots[slot] = hash & 0xFFFF_FFFF_0000_0000 | UInt64(number + 1)
    hashes.append(hash)
    bytes.append(contentsOf: text)
    offsets.append(bytes.count)
    if hashes.count * 2 > slots.count { grow() }
    return UInt32(number)
  }

  /// The slot and number of a text; if it has none, the free slot to put it into.
  private func find(
    _ text: UnsafeBufferPointer<UInt8>, hash: UInt64
  ) -> (slot: Int, number: UInt32?) {
    let mask = slots.count - 1
    let tag = hash & 0xFFFF_FFFF_0000_0000
    var slot = Int(truncatingIfNeeded: hash) & mask
    while slots[slot] != 0 {
      if slots[slot] & 0xFFFF_FFFF_0000_0000 == tag {
        let number = Int(slots[slot] & 0xFFFF_FFFF) - 1
        if equals(number, text) { return (slot, UInt32(number)) }
      }
      slot = (slot + 1) & mask
    }
    return (slot, nil)
  }

  private func equals(_ number: Int, _ text: UnsafeBufferPointer<UInt8>) -> Bool {
    let start = offsets[number]
    guard offsets[number + 1] - start == text.count else { return false }
    return bytes.withUnsafeBufferPointer {
      guard let stored = $0.baseAddress, let other = text.baseAddress else { return true }
      return memcmp(stored + start, other, text.count) == 0
    }
  }

  private mutating func grow() {
    var larger = [UInt64](repeating: 0, count: slots.count * 2)
    let mask = larger.count - 1
    for (number, hash) in hashes.enumerated() {
      var slot = Int(truncatingIfNeeded: hash) & mask
      while larger[slot] != 0 { slot = (slot + 1) & mask }
      larger[slot] = hash & 0xFFFF_FFFF_0000_0000 | UInt64(number + 1)
    }
    slots = larger
  }

  /// Folded 64 × 64-bit multiplications over 16 bytes at a time, as in wyhash.
  package static func hash(_ text: UnsafeBufferPointer<UInt8>, seed: UInt64) -> UInt64 {
    let bytes = UnsafeRawBufferPointer(text)
    var state = seed ^ UInt64(bytes.count)
    var position = 0
    while position + 16 <= bytes.count {
      let first = bytes.loadUnaligned(fromByteOffset: position, as: UInt64.self)
      let second = bytes.loadUnaligned(fromByteOffset: position + 8, as: UInt64.self)
      state = fold(first ^ state ^ 0xA076_1D64_78BD_642F, second ^ 0xE703_7ED1_A0B4_28DB)
      position += 16
    }
    while position < bytes.count {
      state = fold(state ^ UInt64(bytes[position]), 0x8EBC_6AF0_9C88_C6E3)
      position += 1
    }
    return fold(state, 0x5899_65CC_7537_4CC3)
  }

  private static func fold(_ first: UInt64, _ second: UInt64) -> UInt64 {
    let product = first.multipliedFullWidth(by: second)
    return product.high ^ product.low
  }
}
