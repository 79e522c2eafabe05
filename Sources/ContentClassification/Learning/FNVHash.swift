/// FNV-1a, 64 bits (G. Fowler, L. Noll, P. Vo).
struct FNVHash {
  private(set) var value: UInt64

  init(_ start: UInt64 = 0xCBF2_9CE4_8422_2325) { value = start }

  mutating func add(_ byte: UInt8) { value = (value ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }

  mutating func add(_ number: UInt64) {
    for shift in stride(from: UInt64(0), to: 64, by: 8) {
      add(UInt8(truncatingIfNeeded: number >> shift))
    }
  }

  mutating func add(_ text: String) {
    add(UInt64(text.utf8.count))
    for byte in text.utf8 { add(byte) }
  }
}
