/// One row of a table, its cells looked up by column name.
public struct TSVRow: Sendable {
  let table: TSVTable
  /// Counted from 0 after the header.
  public let index: Int

  public func hasColumn(_ name: String) -> Bool { table.hasColumn(name) }

  /// The cell of a column; nil where empty.
  public func text(_ column: String) throws(TableError) -> String? {
    try table.value(row: index, column, expected: "a text") { $0 }
  }

  /// A whole number, which may be written as `13` or `13.0`; nil where empty.
  public func integer(_ column: String) throws(TableError) -> Int64? {
    try table.value(row: index, column, expected: "a whole number", parse: parseInteger)
  }

  /// A number; nil where empty or `nan`.
  public func double(_ column: String) throws(TableError) -> Double? {
    let value = try table.value(row: index, column, expected: "a number", parse: parseDouble)
    return value?.isNaN == true ? nil : value
  }

  /// `True` or `False`, or 1 or 0; nil where empty.
  public func boolean(_ column: String) throws(TableError) -> Bool? {
    try table.value(row: index, column, expected: "True or False", parse: parseBoolean)
  }

  /// The rules, tags or other names that a cell lists, separated by commas.
  public func list(_ column: String) throws(TableError) -> [String] {
    (try text(column) ?? "").split(separator: ",").map(String.init)
  }
}

extension TSVTable {
  public func row(_ index: Int) -> TSVRow {
    precondition((0..<rowCount).contains(index))
    return TSVRow(table: self, index: index)
  }

  /// The first row with each of some whole numbers in a column, in the order of the file.
  public func rows(where column: String, isIn ids: Set<Int64>) throws(TableError) -> [TSVRow] {
    var left = ids
    var rows: [TSVRow] = []
    for (index, id) in try integers(column).enumerated() {
      guard let id, left.remove(id) != nil else { continue }
      rows.append(row(index))
      if left.isEmpty { break }
    }
    return rows
  }
}
