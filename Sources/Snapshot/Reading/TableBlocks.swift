/// The blocks of all files of one table, in file order, each with the header of its file.
struct TableBlocks: Sendable {
  /// A block with what it takes to read it.
  struct Job: Sendable {
    let block: Block
    let header: Header
    /// Position in `partNames`.
    let part: Int
    /// Line number of the block's first line, if it is the first of its part.
    let firstLine: Int?
  }

  private let schema: [ColumnSpec]
  private let blockSize: Int
  private var files: ArraySlice<InputFile>
  private var parts: ArraySlice<LineBlocks> = []
  private var current: (lines: LineBlocks, header: Header)?
  private var openedBytes = 0
  /// Names of the parts read so far: files, or members of archives.
  private(set) var partNames: [String] = []

  init(files: [InputFile], schema: [ColumnSpec], blockSize: Int) {
    self.files = files[...]
    self.schema = schema
    self.blockSize = blockSize
  }

  /// Stored bytes used so far.
  var bytesRead: Int {
    openedBytes - parts.reduce(0) { $0 + $1.remainingInput }
      - (current?.lines.remainingInput ?? 0)
  }

  /// The next block, or nil behind the last.
  mutating func next() throws(SnapshotError) -> Job? {
    while true {
      if var open = current {
        if let block = try Self.next(&open.lines) {
          current = open
          return Job(
            block: block, header: open.header, part: partNames.count - 1, firstLine: nil)
        }
        current = nil
      }
      if let part = parts.popFirst() {
        return try start(part)
      }
      guard let file = files.popFirst() else { return nil }
      let (bytes, opened) = try file.open(blockSize: blockSize)
      openedBytes += bytes
      parts = opened[...]
    }
  }

  /// Reads the header of a part and returns the rest of its first block.
  private mutating func start(_ part: LineBlocks) throws(SnapshotError) -> Job {
    var lines = part
    guard let block = try Self.next(&lines) else {
      throw SnapshotError(file: part.name, problem: .emptyFile)
    }
    let (line, end) = block.source.withBytes { bytes in
      let all = bytes[block.range]
      let end = all.firstIndex(of: Ascii.newline) ?? block.range.upperBound
      var line = all[block.range.lowerBound..<end]
      if line.starts(with: [0xEF, 0xBB, 0xBF]) { line = line.dropFirst(3) }
      if line.last == Ascii.carriageReturn { line = line.dropLast() }
      return (String(validating: line, as: UTF8.self), end)
    }
    guard let line else {
      throw SnapshotError(file: part.name, line: 1, problem: .invalidUTF8)
    }
    let header = try Header(line: line, schema: schema, file: part.name)
    partNames.append(part.name)
    current = (lines, header)
    let rest = min(end + 1, block.range.upperBound)..<block.range.upperBound
    return Job(
      block: Block(source: block.source, range: rest, keepsTexts: block.keepsTexts),
      header: header, part: partNames.count - 1, firstLine: 2)
  }

  private static func next(_ lines: inout LineBlocks) throws(SnapshotError) -> Block? {
    do throws(SnapshotProblem) {
      return try lines.next()
    } catch {
      throw SnapshotError(file: lines.name, problem: error)
    }
  }
}
