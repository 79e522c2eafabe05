/// Where the cells of a tab-separated table stand in its bytes.
struct CellIndex: Sendable {
  let columnCount: Int
  /// Header included.
  let rowCount: Int
  /// Cell `i`, counted along the rows, ends before byte `ends[i]`, the tab or newline after it.
  private let ends: [UInt32]

  /// Throws where rows differ in their number of cells or a quoted cell does not close.
  init(of bytes: [UInt8], file: String) throws(TableError) {
    guard bytes.count < UInt32.max else {
      throw TableError(.unreadable(reason: "larger than 4 GB"), file: file)
    }
    guard !bytes.isEmpty else { throw TableError(.empty, file: file) }
    var ends: [UInt32] = []
    var columnCount = 0
    var rowCount = 0
    var cellsInRow = 0
    var line = 1
    var position = 0
    while position < bytes.count || cellsInRow > 0 {
      let rowLine = line
      let start = position
      if start < bytes.count, bytes[start] == .quote {
        position = try Self.endOfQuoted(bytes, from: start, file: file, line: rowLine)
        line += bytes[start..<position].count { $0 == .newline }
      }
      while position < bytes.count, bytes[position] != .tab, bytes[position] != .newline {
        position += 1
      }
      ends.append(UInt32(position))
      cellsInRow += 1
      let isRowEnd = position >= bytes.count || bytes[position] == .newline
      position += 1
      guard isRowEnd else { continue }
      if rowCount == 0 { columnCount = cellsInRow }
      guard cellsInRow == columnCount else {
        throw TableError(
          .wrongCellCount(expected: columnCount, found: cellsInRow), file: file, line: rowLine)
      }
      rowCount += 1
      cellsInRow = 0
      line += 1
    }
    self.columnCount = columnCount
    self.rowCount = rowCount
    self.ends = ends
  }

  /// Where a cell stands, without the CR of a line's end.
  func range(row: Int, column: Int, of bytes: [UInt8]) -> Range<Int> {
    let cell = row * columnCount + column
    let start = cell == 0 ? 0 : Int(ends[cell - 1]) + 1
    let end = Int(ends[cell])
    let hasReturn =
      column == columnCount - 1 && end > start && bytes[end - 1] == .carriageReturn
    return start..<(hasReturn ? end - 1 : end)
  }

  /// A cell, unquoted, without the CR of a line's end. Bytes that are not UTF-8 are replaced.
  func text(row: Int, column: Int, of bytes: [UInt8]) -> String {
    let content = bytes[range(row: row, column: column, of: bytes)]
    guard content.first == .quote else { return String(decoding: content, as: UTF8.self) }
    let inner = String(decoding: content.dropFirst().dropLast(), as: UTF8.self)
    return inner.split(separator: "\"\"", omittingEmptySubsequences: false).joined(separator: "\"")
  }

  /// The line on which a row begins, from 1; a quoted cell may hold line breaks.
  func line(ofRow row: Int, in bytes: [UInt8]) -> Int {
    guard row > 0 else { return 1 }
    return 1 + bytes[...Int(ends[row * columnCount - 1])].count { $0 == .newline }
  }

  /// The position after the closing quote, where a tab, a line end or the file's end must be.
  private static func endOfQuoted(
    _ bytes: [UInt8], from start: Int, file: String, line: Int
  ) throws(TableError) -> Int {
    var position = start + 1
    while position < bytes.count {
      if bytes[position] == .quote {
        guard position + 1 < bytes.count, bytes[position + 1] == .quote else {
          let after = bytes[(position + 1)...].prefix(2)
          let isEnd =
            after.isEmpty || after.first == .tab || after.first == .newline
            || after.elementsEqual([.carriageReturn, .newline])
            || (after.count == 1 && after.first == .carriageReturn)
          guard isEnd else { break }
          return position + 1
        }
        position += 1
      }
      position += 1
    }
    throw TableError(.badQuoting, file: file, line: line)
  }
}
