/// The file of a learner: all that it needs to go on learning, and to classify.
///
/// It begins with `magic`, the version (4 bytes), the payload's length (8 bytes) and its CRC-32 (4
/// bytes). The payload holds the settings, how much was learned and from what, the records of the
/// entries and, for each label, its counts, its weights other than 0 by their place, and what was
/// foretold. Numbers are little-endian. The same learner gives the same bytes.
enum ModelFile {
  static let magic = Array("CGLEARN\n".utf8)
  /// Rises with every change of the format, of the normalisation or of the features: weights learned
  /// under one reading of posts mean nothing under another.
  static let version: UInt32 = 1
  static let headerBytes = 24
  static let maximumBytes = 256 << 20
  /// Bounds what a short file can make of memory.
  static let maximumWeights = 1 << 24
  static let maximumTextBytes = 1024
  static let maximumCount = 1 << 53

  /// CRC-32 (ISO 3309), by table.
  static func checksum(_ bytes: ArraySlice<UInt8>) -> UInt32 {
    var sum = UInt32.max
    for byte in bytes { sum = sum >> 8 ^ table[Int(UInt8(truncatingIfNeeded: sum) ^ byte)] }
    return ~sum
  }

  private static let table: [UInt32] = (UInt32(0)..<256).map { start in
    (0..<8).reduce(start) { value, _ in value & 1 == 0 ? value >> 1 : value >> 1 ^ 0xEDB8_8320 }
  }
}
