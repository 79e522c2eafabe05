/// The rows of one block, read by one thread.
struct Piece<Table: RowTable>: Sendable {
  /// An unreadable row; `line` counts from 0 in the block.
  struct Failure: Sendable {
    var line: Int
    var error: CellError
  }

  var table = Table()
  private(set) var context: PieceContext
  let part: Int
  let firstLine: Int?
  private(set) var lineCount = 0
  /// Where rows and lines drift apart because lines were left out.
  private(set) var gaps: [LineGap] = []
  private(set) var skippedRows = 0
  /// The failures of the first skipped rows; without skipping, the one that ended the piece.
  private(set) var failures: [Failure] = []

  /// Reads the rows of a block; at a bad row it stops or, if `skipBadRows`, goes on.
  init(_ job: TableBlocks.Job, skipBadRows: Bool, seed: UInt64) {
    part = job.part
    firstLine = job.firstLine
    context = PieceContext(block: job.block, seed: seed)
    job.block.source.withBytes { bytes in
      read(
        UnsafeRawBufferPointer(rebasing: bytes[job.block.range]), job.header,
        skipBadRows: skipBadRows)
    }
    table.finish(context)
  }

  private mutating func read(
    _ bytes: UnsafeRawBufferPointer, _ header: Header, skipBadRows: Bool
  ) {
    guard let base = bytes.baseAddress?.assumingMemoryBound(to: UInt8.self) else { return }
    var lines = LineSplitter(base: base, count: bytes.count)
    let fieldCount = header.fieldCount
    header.fields.withUnsafeBufferPointer { fields in
      withUnsafeTemporaryAllocation(of: UInt32.self, capacity: fieldCount + 2) { starts in
        guard let fields = fields.baseAddress, let starts = starts.baseAddress else { return }
        let row = Row(base: base, starts: starts, fields: fields)
        while let line = lines.next(starts: starts, capacity: fieldCount) {
          lineCount += 1
          if line.isBlank { continue }
          do throws(CellError) {
            try Self.check(line, fieldCount, lines)
            // The empty field that absent columns read.
            starts[fieldCount + 1] = starts[fieldCount] + 1
            try table.append(row, &context)
          } catch {
            skippedRows += 1
            if failures.count < TableReport.keptErrors {
              failures.append(Failure(line: lineCount - 1, error: error))
            }
            if skipBadRows { continue } else { return }
          }
          let drift = lineCount - table.count
          if drift != gaps.last?.lines ?? 0 {
            gaps.append(LineGap(row: table.count - 1, lines: drift))
          }
        }
      }
    }
  }

  @inline(__always)
  private static func check(
    _ line: LineSplitter.Line, _ fieldCount: Int, _ lines: LineSplitter
  ) throws(CellError) {
    guard line.fieldCount == fieldCount else {
      throw CellError(
        problem: line.fieldCount < fieldCount
          ? .shortRow(fields: line.fieldCount, expected: fieldCount)
          : .longRow(fields: line.fieldCount, expected: fieldCount))
    }
    guard line.end - line.start <= Block.longestLine else {
      throw CellError(problem: .lineTooLong(limit: Block.longestLine))
    }
    guard line.isASCII || lines.isValidUTF8(line) else {
      throw CellError(problem: .invalidUTF8)
    }
  }
}

/// From a row on, rows stand `lines` lines lower than if no line had been left out.
struct LineGap: Sendable {
  var row: Int
  var lines: Int
}
