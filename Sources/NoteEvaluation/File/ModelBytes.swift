/// Puts a model's values one behind the other.
struct ModelBytes {
  private(set) var bytes: [UInt8] = []

  mutating func add(_ number: some FixedWidthInteger) {
    withUnsafeBytes(of: number.littleEndian) { bytes.append(contentsOf: $0) }
  }

  mutating func add(_ number: Double) { add(number.bitPattern) }

  mutating func add(_ number: Float) { add(number.bitPattern) }

  mutating func add(_ flag: Bool) { add(UInt8(flag ? 1 : 0)) }
}
