import Glibc

/// Cuts the bytes of one file, or of one member of an archive, into blocks of whole lines.
struct LineBlocks: Sendable {
  private enum Feed: Sendable {
    case plain(any ByteSource, Range<Int>)
    case packed(Inflater)
  }

  /// The name for messages.
  let name: String
  private var feed: Feed
  /// The unfinished last line of the previous block; packed feeds only.
  private var carry: [UInt8] = []

  /// Lines of bytes that are there as they are.
  init(name: String, source: any ByteSource, range: Range<Int>) {
    self.name = name
    feed = .plain(source, range)
  }

  /// Lines of bytes that are yet to unpack.
  init(name: String, inflater: Inflater) {
    self.name = name
    feed = .packed(inflater)
  }

  /// Stored bytes not yet used.
  var remainingInput: Int {
    switch feed {
    case .plain(_, let range): range.count
    case .packed(let inflater): inflater.remainingInput
    }
  }

  /// The next block, or nil at the end.
  mutating func next() throws(SnapshotProblem) -> Block? {
    switch feed {
    case .plain(let source, let range):
      guard !range.isEmpty else { return nil }
      let end = try Self.cut(source, range)
      feed = .plain(source, end..<range.upperBound)
      return Block(source: source, range: range.lowerBound..<end, keepsTexts: true)
    case .packed(let inflater):
      return try unpack(inflater)
    }
  }

  /// The position after the first line break at least `Block.size` bytes on.
  private static func cut(
    _ source: any ByteSource, _ range: Range<Int>
  ) throws(SnapshotProblem) -> Int {
    guard range.count > Block.size else { return range.upperBound }
    let from = range.lowerBound + Block.size
    let reach = min(range.upperBound, from + Block.longestLine)
    let newline = source.withBytes { $0[from..<reach].firstIndex(of: Ascii.newline) }
    if let newline { return newline + 1 }
    guard reach == range.upperBound else { throw .lineTooLong(limit: Block.longestLine) }
    return reach
  }

  private mutating func unpack(_ inflater: Inflater) throws(SnapshotProblem) -> Block? {
    let start = carry.count
    var buffer = carry
    buffer.reserveCapacity(Block.size)
    buffer.append(contentsOf: repeatElement(0, count: Block.size - start))
    var problem: SnapshotProblem?
    let unpacked = buffer.withUnsafeMutableBytes { bytes in
      do throws(SnapshotProblem) {
        return try inflater.fill(UnsafeMutableRawBufferPointer(rebasing: bytes[start...]))
      } catch {
        problem = error
        return 0
      }
    }
    if let problem { throw problem }
    let filled = start + unpacked
    guard filled > 0 else { return nil }
    var end = filled
    carry = []
    if filled == Block.size {
      guard let newline = buffer.lastIndex(of: Ascii.newline) else {
        throw .lineTooLong(limit: Block.longestLine)
      }
      end = newline + 1
      guard filled - end <= Block.longestLine else {
        throw .lineTooLong(limit: Block.longestLine)
      }
      carry = Array(buffer[end...])
    }
    return Block(source: buffer, range: 0..<end, keepsTexts: false)
  }
}

/// The bytes with a meaning in tab-separated text.
enum Ascii {
  static let tab = UInt8(ascii: "\t")
  static let newline = UInt8(ascii: "\n")
  static let carriageReturn = UInt8(ascii: "\r")
  static let quote = UInt8(ascii: "\"")
}
