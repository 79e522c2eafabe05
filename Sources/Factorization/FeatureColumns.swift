/// Values of several features of many rows, column after column. 4 bytes a value.
public struct FeatureColumns: Sendable, Equatable {
  public let rowCount: Int
  public let columnCount: Int
  /// The value of row `r` in column `c` is `values[c * rowCount + r]`.
  public let values: [Float]

  /// - Precondition: there are `rowCount * columnCount` values.
  public init(rowCount: Int, columnCount: Int, values: [Float]) {
    precondition(values.count == rowCount * columnCount)
    self.rowCount = rowCount
    self.columnCount = columnCount
    self.values = values
  }

  @inlinable public subscript(row: Int, column: Int) -> Float {
    values[column * rowCount + row]
  }
}
