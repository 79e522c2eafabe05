/// Rows of a table read before that go unchanged after the rows of a new one.
public struct FollowingRows: Sendable {
  private let table: TSVTable
  private let rows: [Int]
  /// Positions of the columns that are written empty.
  private let emptied: Set<Int>

  /// - Parameters:
  ///   - table: with the columns of the new table, in its order.
  ///   - rows: in the order in which they are written.
  ///   - columns: names of the columns that are written empty.
  public init(_ table: TSVTable, rows: [Int], emptying columns: Set<String> = []) {
    self.table = table
    self.rows = rows
    emptied = Set(table.columns.indices.filter { columns.contains(table.columns[$0]) })
  }

  /// Cells are copied byte for byte.
  func write(to file: OutputFile) throws(OutputError) {
    for start in stride(from: 0, to: rows.count, by: 1024) {
      var text = TextBuffer()
      for row in rows[start..<min(start + 1024, rows.count)] {
        for column in table.columns.indices {
          if column > 0 { text.append(.tab) }
          if !emptied.contains(column) { table.appendCell(row: row, column: column, to: &text) }
        }
        text.append(.newline)
      }
      try file.write(text)
    }
  }
}
