import CZlib

/// Ways to pack a file, written plainly for tests.
enum Packing: CaseIterable {
  case plain, gzip, zipDeflated, zipStored

  var ending: String {
    switch self {
    case .plain: ".tsv"
    case .gzip: ".tsv.gz"
    case .zipDeflated, .zipStored: ".zip"
    }
  }

  func pack(_ bytes: [UInt8], name: String) -> [UInt8] {
    switch self {
    case .plain: bytes
    case .gzip: Self.deflated(bytes, windowBits: 15 + 16)
    case .zipDeflated: Self.zip([(name, bytes)], isDeflated: true)
    case .zipStored: Self.zip([(name, bytes)], isDeflated: false)
    }
  }

  static func deflated(_ bytes: [UInt8], windowBits: Int32) -> [UInt8] {
    var stream = z_stream()
    deflateInit2_(
      &stream, 6, Z_DEFLATED, windowBits, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION,
      Int32(MemoryLayout<z_stream>.size))
    defer { deflateEnd(&stream) }
    var input = bytes
    var output = [UInt8](repeating: 0, count: Int(deflateBound(&stream, UInt(bytes.count))) + 32)
    let length = output.withUnsafeMutableBufferPointer { output in
      input.withUnsafeMutableBufferPointer { input in
        stream.next_in = input.baseAddress
        stream.avail_in = UInt32(input.count)
        stream.next_out = output.baseAddress
        stream.avail_out = UInt32(output.count)
        deflate(&stream, Z_FINISH)
        return Int(stream.total_out)
      }
    }
    return Array(output[..<length])
  }

  /// A zip archive; `isWide` writes all sizes and offsets as 64-bit fields.
  static func zip(
    _ members: [(name: String, bytes: [UInt8])], isDeflated: Bool, isWide: Bool = false
  ) -> [UInt8] {
    var archive: [UInt8] = []
    var directory: [UInt8] = []
    for (name, bytes) in members {
      let offset = archive.count
      let packed = isDeflated ? deflated(bytes, windowBits: -15) : bytes
      let crc = Int(bytes.isEmpty ? 0 : crc32(0, bytes, UInt32(bytes.count)))
      let method = isDeflated ? 8 : 0
      let common = little(method, 2) + little(0, 4) + little(crc, 4)
      archive += little(0x0403_4B50, 4) + little(20, 2) + little(0, 2) + common
      archive += little(packed.count, 4) + little(bytes.count, 4)
      archive += little(name.utf8.count, 2) + little(0, 2) + Array(name.utf8) + packed
      let extra =
        isWide
        ? little(1, 2) + little(24, 2) + little(bytes.count, 8) + little(packed.count, 8)
          + little(offset, 8) : []
      let allOnes = 0xFFFF_FFFF
      directory += little(0x0201_4B50, 4) + little(20, 2) + little(20, 2) + little(0, 2) + common
      directory += little(isWide ? allOnes : packed.count, 4)
      directory += little(isWide ? allOnes : bytes.count, 4)
      directory += little(name.utf8.count, 2) + little(extra.count, 2) + little(0, 10)
      directory += little(isWide ? allOnes : offset, 4) + Array(name.utf8) + extra
    }
    let start = archive.count
    archive += directory
    if isWide {
      let wideEnd = archive.count
      archive += little(0x0606_4B50, 4) + little(44, 8) + little(45, 2) + little(45, 2)
      archive += little(0, 8) + little(members.count, 8) + little(members.count, 8)
      archive += little(directory.count, 8) + little(start, 8)
      archive += little(0x0706_4B50, 4) + little(0, 4) + little(wideEnd, 8) + little(1, 4)
    }
    archive += little(0x0605_4B50, 4) + little(0, 4)
    archive += little(isWide ? 0xFFFF : members.count, 2)
    archive += little(isWide ? 0xFFFF : members.count, 2)
    archive += little(directory.count, 4) + little(isWide ? 0xFFFF_FFFF : start, 4) + little(0, 2)
    return archive
  }

  private static func little(_ number: Int, _ bytes: Int) -> [UInt8] {
    (0..<bytes).map { $0 < 8 ? UInt8(truncatingIfNeeded: number >> (8 * $0)) : 0 }
  }
}
