import CZlib

/// Unpacks a gzip file or one deflated member of a zip archive piece by piece.
///
/// Unchecked `Sendable`: a reader hands it from thread to thread but uses it on one at a time. The
/// stream lives at a fixed address because zlib keeps a pointer to it.
final class Inflater: @unchecked Sendable {
  enum Format: Sendable {
    /// One or more members end to end; zlib checks each one's length and CRC.
    case gzip
    /// Raw deflate of a zip member; the archive's directory tells length and CRC.
    case deflate(size: UInt64, crc: UInt32)
  }

  private let source: any ByteSource
  private let format: Format
  private var input: Range<Int>
  private let stream: UnsafeMutablePointer<z_stream>
  private var finished = false
  private var produced: UInt64 = 0
  private var checksum: UInt = 0

  init(source: any ByteSource, range: Range<Int>, format: Format) throws(SnapshotProblem) {
    self.source = source
    self.format = format
    input = range
    stream = .allocate(capacity: 1)
    stream.initialize(to: z_stream())
    let windowBits: Int32
    switch format {
    case .gzip: windowBits = 15 + 16
    case .deflate: windowBits = -15
    }
    let code = inflateInit2_(
      stream, windowBits, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
    guard code == Z_OK else { throw .cannotRead(reason: "zlib could not start (\(code))") }
  }

  deinit {
    inflateEnd(stream)
    stream.deallocate()
  }

  /// Packed bytes not yet used.
  var remainingInput: Int { input.count }

  /// Unpacks into `output` and tells the bytes written, fewer than asked for only at the end or at a
  /// failure. What was unpacked before a failure is good as far as anybody can tell.
  func fill(_ output: UnsafeMutableRawBufferPointer) -> (written: Int, failure: SnapshotProblem?) {
    var written = 0
    while written < output.count, !finished {
      let room = UnsafeMutableRawBufferPointer(rebasing: output[written...])
      let inputBefore = input.count
      let (code, new) = step(into: room)
      if case .deflate = format {
        checksum = crc32_z(checksum, room.baseAddress?.assumingMemoryBound(to: UInt8.self), new)
      }
      written += new
      produced += UInt64(new)
      let failure = judge(code, isStuck: new == 0 && input.count == inputBefore)
      if let failure { return (written, failure) }
    }
    return (written, nil)
  }

  /// What a step's result code means; ends or restarts the stream where a member ended.
  private func judge(_ code: Int32, isStuck: Bool) -> SnapshotProblem? {
    switch code {
    case Z_STREAM_END: return endMember()
    case Z_OK, Z_BUF_ERROR: return isStuck ? .truncatedArchive : nil
    case Z_MEM_ERROR: return .cannotRead(reason: "not enough memory to unpack")
    default:
      return .damagedArchive(
        reason: stream.pointee.msg.map { String(cString: $0) } ?? "bad data")
    }
  }

  private func step(
    into output: UnsafeMutableRawBufferPointer
  ) -> (result: Int32, written: Int) {
    source.withBytes { bytes in
      let available = min(input.count, 1 << 30)
      let room = min(output.count, 1 << 30)
      let start = bytes.baseAddress.map { $0 + input.lowerBound }
      // zlib's C interface lacks a const; it does not write to its input.
      stream.pointee.next_in = UnsafeMutablePointer(
        mutating: start?.assumingMemoryBound(to: UInt8.self))
      stream.pointee.avail_in = UInt32(available)
      stream.pointee.next_out = output.baseAddress?.assumingMemoryBound(to: UInt8.self)
      stream.pointee.avail_out = UInt32(room)
      let result = inflate(stream, Z_NO_FLUSH)
      let used = available - Int(stream.pointee.avail_in)
      input = input.lowerBound + used..<input.upperBound
      return (result, room - Int(stream.pointee.avail_out))
    }
  }

  private func endMember() -> SnapshotProblem? {
    switch format {
    case .deflate(let size, let crc):
      guard produced == size else { return .damagedArchive(reason: "a member has the wrong size") }
      guard checksum == UInt(crc) else { return .damagedArchive(reason: "wrong CRC") }
      finished = true
    case .gzip:
      // Tools pad the end with zeros to a block size; anything else must be another member.
      let onlyPadding = source.withBytes { $0[input].allSatisfy { $0 == 0 } }
      if onlyPadding { finished = true } else { inflateReset(stream) }
    }
    return nil
  }
}
