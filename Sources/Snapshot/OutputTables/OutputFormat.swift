import NoteModel

/// The rows of an output table.
///
/// A block of rows is formatted column by column, so that the kind of a column is looked at once a
/// block and not once a cell; then the cells are put together into rows.
struct OutputFormat: RowFormat {
  /// Few enough that the cells of a block stay in the processor's cache.
  private static let blockRows = 64

  private let table: OutputTable

  init(_ table: OutputTable) { self.table = table }

  var columns: [String] { table.schema.columns.map(\.name) }
  var rowCount: Int { table.rowCount }

  func append(rows: Range<Int>, to buffer: inout TextBuffer) {
    var cells = TextBuffer(capacity: 1 << 16)
    var ends: [Int] = []
    for start in stride(from: rows.lowerBound, to: rows.upperBound, by: Self.blockRows) {
      let block = start..<min(start + Self.blockRows, rows.upperBound)
      cells.removeAll()
      ends.removeAll(keepingCapacity: true)
      for (values, column) in zip(table.values, table.schema.columns) {
        guard let values else { continue }
        append(values, as: column.kind, rows: block, to: &cells, ends: &ends)
      }
      cells.withBytes { appendRows(of: $0, ends: ends, count: block.count, to: &buffer) }
    }
  }

  /// Puts the cells of a block together.
  ///
  /// Cell `row` of the set column `c` ends at `ends[c * count + row]` and begins where the one before
  /// it in `cells` ends.
  private func appendRows(
    of cells: UnsafeRawBufferPointer, ends: [Int], count: Int, to buffer: inout TextBuffer
  ) {
    for row in 0..<count {
      var cell = row
      for column in table.values.indices {
        if column > 0 { buffer.append(.tab) }
        guard table.values[column] != nil else { continue }
        let start = cell == 0 ? 0 : ends[cell - 1]
        buffer.append(UnsafeRawBufferPointer(rebasing: cells[start..<ends[cell]]))
        cell += count
      }
      buffer.append(.newline)
    }
  }

  private func append(
    _ values: OutputValues, as kind: OutputSchema.Kind, rows: Range<Int>,
    to cells: inout TextBuffer, ends: inout [Int]
  ) {
    let isWhole = kind == .whole
    switch values {
    case .integers(let values):
      for row in rows { cells.append(values[row], asFloat: isWhole, &ends) }
    case .counts(let values):
      for row in rows { cells.append(Int64(values[row]), asFloat: isWhole, &ends) }
    case .optionalCounts(let values):
      for row in rows { cells.append(values[row].map(Int64.init), asFloat: isWhole, &ends) }
    case .groups(let values):
      for row in rows { cells.append(values[row].map(Int64.init), asFloat: isWhole, &ends) }
    case .timestamps(let values):
      for row in rows { cells.append(values[row].value, asFloat: isWhole, &ends) }
    case .floats(let values) where kind == .float:
      for row in rows { cells.end(&ends) { $0.append(values[row]) } }
    case .floats(let values):
      for row in rows { cells.end(&ends) { $0.append(Double(values[row])) } }
    case .doubles(let values):
      for row in rows { cells.end(&ends) { $0.append(values[row]) } }
    case .booleans(let values):
      for row in rows { cells.append(values[row], &ends) }
    case .statuses(let values):
      for row in rows { cells.end(&ends) { $0.append(values[row]) } }
    case .classifications(let values):
      for row in rows { cells.end(&ends) { $0.appendName(values[row]?.name ?? "") } }
    case .tags(let values):
      let names = RatingTag.allCases.map(\.name)
      for row in rows {
        cells.end(&ends) { $0.appendName(values[row].map { names[Int($0.rawValue)] } ?? "") }
      }
    case .names(let values, let names):
      for row in rows {
        cells.end(&ends) { $0.appendOutputCell(values[row].map { names[Int($0)] } ?? "") }
      }
    case .participants(let values, let participants):
      for row in rows {
        cells.end(&ends) { $0.appendOutputCell(values[row], of: participants) }
      }
    case .texts(let values):
      for row in rows { cells.end(&ends) { $0.appendOutputCell(values[row]) } }
    }
  }
}

extension TextBuffer {
  /// Formats one cell and notes where it ends.
  @inline(__always)
  fileprivate mutating func end(_ ends: inout [Int], _ format: (inout TextBuffer) -> Void) {
    format(&self)
    ends.append(count)
  }

  @inline(__always)
  fileprivate mutating func append(_ value: Int64?, asFloat: Bool, _ ends: inout [Int]) {
    if let value {
      if asFloat { appendAsFloat(value) } else { append(value) }
    }
    ends.append(count)
  }

  @inline(__always)
  fileprivate mutating func append(_ value: Bool?, _ ends: inout [Int]) {
    switch value {
    case true?: append("True")
    case false?: append("False")
    case nil: break
    }
    ends.append(count)
  }
}
