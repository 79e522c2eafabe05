import Parallel

/// One output table under construction: columns are set by name, then written together.
///
///     var table = OutputTable(.scoredNotes, rowCount: notes.count)
///     table["noteId"] = .integers(ids)
///     table["coreNoteIntercept"] = .floats(intercepts)
///     try table.write(to: folder)
///
/// The header and how values print come from the schema. A column never set is written empty and
/// takes no memory. Values are shared with the arrays they came from, not copied.
public struct OutputTable: Sendable {
  public let schema: OutputSchema
  public let rowCount: Int
  /// In the order of the schema; nil where not set.
  private(set) var values: [OutputValues?]
  /// Rows of another table that are written after these.
  public var followed: FollowingRows?

  public init(_ schema: OutputSchema, rowCount: Int) {
    self.schema = schema
    self.rowCount = rowCount
    values = Array(repeating: nil, count: schema.columns.count)
  }

  /// The values of a column; nil where all are missing.
  ///
  /// - Precondition: the table has a column of that name, the values fit its kind, and there are
  ///   `rowCount` of them. Anything else is a mistake in the program, not in its input.
  public subscript(column: String) -> OutputValues? {
    get { values[position(of: column)] }
    set {
      let position = position(of: column)
      if let newValue {
        let kind = schema.columns[position].kind
        precondition(
          newValue.fits(kind),
          "\(schema.fileName): column \(column) holds \(kind), not \(newValue.caseName)")
        precondition(
          newValue.count == rowCount,
          "\(schema.fileName): column \(column) needs \(rowCount) rows, not \(newValue.count)")
      }
      values[position] = newValue
    }
  }

  /// Writes the table under the name that its schema gives.
  ///
  /// Besides the columns it needs a few megabytes a thread.
  public func write(to folder: OutputFolder, workers: Workers = .all) throws(OutputError) {
    var header = TextBuffer()
    header.appendHeader(schema.columns.map(\.name))
    let file = try folder.makeFile(schema.fileName)
    try file.write(header)
    try OutputFormat(self).forEachPiece(workers: workers, rowsPerPiece: 1024) {
      rows throws(OutputError) in try file.write(rows)
    }
    try followed?.write(to: file)
    try file.finish()
  }

  private func position(of column: String) -> Int {
    guard let position = schema.position(of: column) else {
      preconditionFailure("\(schema.fileName) has no column \(column)")
    }
    return position
  }
}
