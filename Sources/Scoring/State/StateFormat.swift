import CZlib

/// The container of a state file.
///
/// It begins with `magic` and the version (4 bytes). Then come sections, each with its name's
/// length (1 byte), its name, its payload's length (8 bytes), a CRC-32 of name and payload
/// (4 bytes), and its payload. The last is an empty section `end`, which tells a whole file from
/// one that was cut between two sections. Numbers are little-endian.
enum StateFormat {
  static let magic = Array("CGSTATE\n".utf8)
  /// Rises with every change that an older reader would misread. A new section or column is none.
  static let version: UInt32 = 1
  static let end = "end"

  static func checksum(name: String, payload: UnsafeRawBufferPointer) -> UInt32 {
    let named = Array(name.utf8).withUnsafeBytes { checksum(0, $0) }
    return UInt32(truncatingIfNeeded: checksum(named, payload))
  }

  private static func checksum(_ start: UInt, _ bytes: UnsafeRawBufferPointer) -> UInt {
    // A null pointer would make zlib forget the start.
    guard let base = bytes.baseAddress else { return start }
    return crc32_z(start, base.assumingMemoryBound(to: UInt8.self), bytes.count)
  }
}
