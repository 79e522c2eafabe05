/// One number of a sparse row.
public struct SparseEntry: Sendable, Equatable {
  public var column: UInt32
  public var value: Float

  public init(column: UInt32, value: Float) {
    self.column = column
    self.value = value
  }
}

/// A matrix of mostly zeros, one row after the other: eight bytes an entry.
public struct SparseRows: Sendable {
  /// Entries of row `i` are `starts[i] ..< starts[i + 1]`; one more than rows.
  public private(set) var starts: [Int] = [0]
  public private(set) var columns: [UInt32] = []
  public private(set) var values: [Float] = []
  public let columnCount: Int

  public init(columnCount: Int) { self.columnCount = columnCount }

  public var count: Int { starts.count - 1 }

  /// Adds a row, which may be empty.
  public mutating func append(_ row: [SparseEntry]) {
    for entry in row {
      precondition(Int(entry.column) < columnCount, "a sparse row names a column beyond the matrix")
      columns.append(entry.column)
      values.append(entry.value)
    }
    starts.append(columns.count)
  }

  /// The rows of several matrices in turn, each as wide as `columnCount`.
  public init(joining parts: [SparseRows], columnCount: Int) {
    self.columnCount = columnCount
    starts.reserveCapacity(1 + parts.reduce(0) { $0 + $1.count })
    let entries = parts.reduce(0) { $0 + $1.columns.count }
    columns.reserveCapacity(entries)
    values.reserveCapacity(entries)
    for part in parts {
      precondition(part.columnCount == columnCount, "sparse rows of different widths")
      let shift = columns.count
      starts.append(contentsOf: part.starts.dropFirst().lazy.map { $0 + shift })
      columns.append(contentsOf: part.columns)
      values.append(contentsOf: part.values)
    }
  }
}
