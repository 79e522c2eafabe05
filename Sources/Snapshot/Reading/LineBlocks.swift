import Glibc

/// Cuts the bytes of one file, or of one member of an archive, into blocks of whole lines.
struct LineBlocks: Sendable {
  private enum Feed: Sendable {
    case plain(any ByteSource, Range<Int>)
    /// Unpacking is set up when its turn comes: an archive may hold very many members.
    case closed(any ByteSource, Range<Int>, Inflater.Format)
    case packed(Inflater)
  }

  /// The name for messages.
  let name: String
  private let blockSize: Int
  private var feed: Feed
  /// The unfinished last line of the previous block; packed feeds only.
  private var carry: [UInt8] = []
  /// What stops the reading behind the blocks handed out; packed feeds only.
  private var failure: SnapshotProblem?

  /// Lines of the bytes in a range, which are packed if a format is given.
  init(
    name: String, source: any ByteSource, range: Range<Int>, format: Inflater.Format? = nil,
    blockSize: Int
  ) {
    self.name = name
    self.blockSize = blockSize
    feed = format.map { .closed(source, range, $0) } ?? .plain(source, range)
  }

  /// Stored bytes not yet used.
  var remainingInput: Int {
    switch feed {
    case .plain(_, let range), .closed(_, let range, _): range.count
    case .packed(let inflater): inflater.remainingInput
    }
  }

  /// The next block, or nil at the end.
  mutating func next() throws(SnapshotProblem) -> Block? {
    switch feed {
    case .plain(let source, let range):
      guard !range.isEmpty else { return nil }
      let end = try cut(source, range)
      feed = .plain(source, end..<range.upperBound)
      return Block(source: source, range: range.lowerBound..<end, keepsTexts: true)
    case .closed(let source, let range, let format):
      let inflater = try Inflater(source: source, range: range, format: format)
      feed = .packed(inflater)
      return try unpack(inflater)
    case .packed(let inflater):
      return try unpack(inflater)
    }
  }

  /// The position after the first line break at least `blockSize` bytes on.
  private func cut(
    _ source: any ByteSource, _ range: Range<Int>
  ) throws(SnapshotProblem) -> Int {
    guard range.count > blockSize else { return range.upperBound }
    let from = range.lowerBound + blockSize
    let reach = min(range.upperBound, from + Block.longestLine)
    let newline = source.withBytes { $0[from..<reach].firstIndex(of: Ascii.newline) }
    if let newline { return newline + 1 }
    guard reach == range.upperBound else { throw .lineTooLong(limit: Block.longestLine) }
    return reach
  }

  /// Unpacks until a line ends at least `blockSize` bytes on, and carries over what follows it.
  private mutating func unpack(_ inflater: Inflater) throws(SnapshotProblem) -> Block? {
    if let failure { throw failure }
    var buffer = carry
    carry = []
    while true {
      let wanted = max(blockSize, 2 * buffer.count)
      let filled = fill(&buffer, to: wanted, inflater)
      if filled < wanted { buffer.removeLast(wanted - filled) }
      if filled < wanted, failure == nil {
        return filled > 0 ? Block(source: buffer, range: 0..<filled, keepsTexts: false) : nil
      }
      if let newline = buffer.lastIndex(of: Ascii.newline) {
        carry = Array(buffer[(newline + 1)...])
        return Block(source: buffer, range: 0..<newline + 1, keepsTexts: false)
      }
      if let failure { throw failure }
      guard filled <= Block.longestLine else { throw .lineTooLong(limit: Block.longestLine) }
    }
  }

  /// Lengthens a buffer with unpacked bytes and tells how many bytes it then holds. A failure is
  /// kept for later: the whole lines before it are read first.
  private mutating func fill(_ buffer: inout [UInt8], to wanted: Int, _ inflater: Inflater) -> Int {
    let start = buffer.count
    buffer.append(contentsOf: repeatElement(0, count: wanted - start))
    let result = buffer.withUnsafeMutableBytes { bytes in
      inflater.fill(UnsafeMutableRawBufferPointer(rebasing: bytes[start...]))
    }
    failure = result.failure
    return start + result.written
  }
}

/// The bytes with a meaning in tab-separated text.
enum Ascii {
  static let tab = UInt8(ascii: "\t")
  static let newline = UInt8(ascii: "\n")
  static let carriageReturn = UInt8(ascii: "\r")
  static let quote = UInt8(ascii: "\"")
}
