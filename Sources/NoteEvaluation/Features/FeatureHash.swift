/// The 64-bit FNV-1a hash, the same everywhere and always, unlike Swift's own: features keep their
/// columns, and a file its checksum. A change of any one byte changes it.
struct FeatureHash: Sendable {
  private(set) var value: UInt64 = 0xcbf2_9ce4_8422_2325

  mutating func combine(_ byte: UInt8) {
    value = (value ^ UInt64(byte)) &* 0x100_0000_01b3
  }

  mutating func combine(_ bytes: some Sequence<UInt8>) {
    for byte in bytes { combine(byte) }
  }

  /// All bits of the value depend on all of its input (the finalizer of MurmurHash3).
  var mixed: UInt64 { Self.mix(value) }

  static func mix(_ value: UInt64) -> UInt64 {
    var value = value
    value = (value ^ (value >> 33)) &* 0xff51_afd7_ed55_8ccd
    value = (value ^ (value >> 33)) &* 0xc4ce_b9fe_1a85_ec53
    return value ^ (value >> 33)
  }
}
