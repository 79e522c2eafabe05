import CZlib

/// The directory of a zip archive: stored and deflated members, with 64-bit sizes and offsets.
///
/// Format: PKWARE APPNOTE 6.3. Every offset and length comes from the file and is checked before
/// it is used.
struct ZipArchive: Sendable {
  struct Member: Sendable {
    var name: String
    var isDeflated: Bool
    var crc: UInt32
    var size: UInt64
    /// Where the member's own header starts.
    var start: Int
    /// Where the packed bytes lie in the archive.
    var range: Range<Int>
  }

  let source: any ByteSource
  let members: [Member]

  /// Reads the directory at the end of the archive.
  ///
  /// - Throws: also if members overlap, which lets a small archive unpack to any size.
  init(_ source: any ByteSource) throws(SnapshotProblem) {
    self.source = source
    members = try source.withBytes { bytes in
      Result { () throws(SnapshotProblem) in try Directory(bytes: bytes).members() }
    }.get()
    let ranges = members.map { $0.start..<$0.range.upperBound }
      .sorted { $0.lowerBound < $1.lowerBound }
    for (range, next) in zip(ranges, ranges.dropFirst())
    where next.lowerBound < range.upperBound {
      throw .damagedArchive(reason: "its members overlap")
    }
  }

  /// The lines of a member.
  func lines(
    of member: Member, name: String, blockSize: Int
  ) throws(SnapshotProblem) -> LineBlocks {
    if member.isDeflated {
      return LineBlocks(
        name: name, source: source, range: member.range,
        format: .deflate(size: member.size, crc: member.crc), blockSize: blockSize)
    }
    let crc = source.withBytes { bytes in
      let stored = bytes[member.range]
      return crc32_z(0, stored.withMemoryRebound(to: UInt8.self) { $0.baseAddress }, stored.count)
    }
    guard member.range.isEmpty || crc == UInt(member.crc) else {
      throw .damagedArchive(reason: "wrong CRC")
    }
    return LineBlocks(name: name, source: source, range: member.range, blockSize: blockSize)
  }
}

/// The records at the end of a zip archive.
private struct Directory {
  let bytes: UnsafeRawBufferPointer

  func members() throws(SnapshotProblem) -> [ZipArchive.Member] {
    var (count, position) = try start()
    var members: [ZipArchive.Member] = []
    while count > 0 {
      guard try number(position, 4) == 0x0201_4B50 else {
        throw .damagedArchive(reason: "its directory is broken")
      }
      let nameLength = Int(try number(position + 28, 2))
      let extraLength = Int(try number(position + 30, 2))
      let commentLength = Int(try number(position + 32, 2))
      let name = try text(position + 46, nameLength)
      let isHidden = name.split(separator: "/").contains { $0.hasPrefix(".") || $0.hasPrefix("_") }
      if name.hasSuffix(".tsv"), !isHidden {
        members.append(try member(name, position, position + 46 + nameLength, extraLength))
      }
      position += 46 + nameLength + extraLength + commentLength
      count -= 1
    }
    return members
  }

  /// Number of entries and the position of the first.
  private func start() throws(SnapshotProblem) -> (count: UInt64, position: Int) {
    // The end record is 22 bytes and a comment of at most 65,535.
    var end = bytes.count - 22
    let lowest = max(0, end - 0xFFFF)
    while end >= lowest, try number(end, 4) != 0x0605_4B50 { end -= 1 }
    guard end >= lowest, end >= 0 else { throw .truncatedArchive }
    let count = try number(end + 10, 2)
    let offset = try number(end + 16, 4)
    guard count == 0xFFFF || offset == 0xFFFF_FFFF else {
      return (count, try position(offset))
    }
    guard end >= 20, try number(end - 20, 4) == 0x0706_4B50 else {
      return (count, try position(offset))
    }
    let wide = try position(try number(end - 12, 8))
    guard try number(wide, 4) == 0x0606_4B50 else {
      throw .damagedArchive(reason: "its 64-bit directory is broken")
    }
    return (try number(wide + 32, 8), try position(try number(wide + 48, 8)))
  }

  private func member(
    _ name: String, _ entry: Int, _ extra: Int, _ extraLength: Int
  ) throws(SnapshotProblem) -> ZipArchive.Member {
    let flags = try number(entry + 8, 2)
    let method = try number(entry + 10, 2)
    guard flags & 1 == 0 else { throw .unsupportedArchive(reason: "\(name) is encrypted") }
    guard method == 0 || method == 8 else {
      throw .unsupportedArchive(reason: "\(name) uses compression method \(method)")
    }
    var packed = try number(entry + 20, 4)
    var size = try number(entry + 24, 4)
    var offset = try number(entry + 42, 4)
    var field = extra
    while field + 4 <= extra + extraLength {
      let length = Int(try number(field + 2, 2))
      if try number(field, 2) == 1 {
        // The 64-bit values stand in this order, each only if the 32-bit one is all ones.
        var at = field + 4
        if size == 0xFFFF_FFFF { (size, at) = (try number(at, 8), at + 8) }
        if packed == 0xFFFF_FFFF { (packed, at) = (try number(at, 8), at + 8) }
        if offset == 0xFFFF_FFFF { offset = try number(at, 8) }
      }
      field += 4 + length
    }
    let local = try position(offset)
    guard try number(local, 4) == 0x0403_4B50 else {
      throw .damagedArchive(reason: "\(name) is not where the directory says")
    }
    let nameLength = Int(try number(local + 26, 2))
    let extraLength = Int(try number(local + 28, 2))
    let start = local + 30 + nameLength + extraLength
    guard start <= bytes.count, packed <= UInt64(bytes.count - start) else {
      throw .truncatedArchive
    }
    guard method == 8 || packed == size else {
      throw .damagedArchive(reason: "\(name) has the wrong size")
    }
    return ZipArchive.Member(
      name: name, isDeflated: method == 8,
      crc: UInt32(truncatingIfNeeded: try number(entry + 16, 4)),
      size: size, start: local, range: start..<start + Int(packed))
  }

  private func position(_ offset: UInt64) throws(SnapshotProblem) -> Int {
    guard offset < UInt64(bytes.count) else { throw .truncatedArchive }
    return Int(offset)
  }

  /// A little-endian number of up to eight bytes.
  private func number(_ position: Int, _ length: Int) throws(SnapshotProblem) -> UInt64 {
    guard position >= 0, position <= bytes.count - length else { throw .truncatedArchive }
    return bytes[position..<position + length].reversed().reduce(0) { $0 << 8 | UInt64($1) }
  }

  private func text(_ position: Int, _ length: Int) throws(SnapshotProblem) -> String {
    guard position <= bytes.count - length else { throw .truncatedArchive }
    return String(decoding: bytes[position..<position + length], as: UTF8.self)
  }
}
