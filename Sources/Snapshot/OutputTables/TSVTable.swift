import Glibc

/// A tab-separated table of modest size, read whole and looked up by column name.
///
/// For outputs of earlier runs, rater clusters and the like; snapshots have a faster reader of
/// their own. Strict: every row has as many cells as the header. A cell that begins with a quote
/// is read as CSV does; a line may end in CR LF; the last line needs no end.
///
/// Memory: the file and 4 bytes a cell. Files up to 4 GB.
public struct TSVTable: Sendable {
  /// The header.
  public let columns: [String]
  /// Rows after the header.
  public let rowCount: Int
  /// The path or other name of what was read, for messages.
  public let file: String

  private let bytes: [UInt8]
  private let cells: CellIndex

  /// Reads a file.
  public init(path: String) throws(TableError) {
    try self.init(file: path, bytes: try readFile(path))
  }

  /// Reads a table from memory; `file` names it in messages.
  public init(file: String, bytes: [UInt8]) throws(TableError) {
    let cells = try CellIndex(of: bytes, file: file)
    self.file = file
    self.bytes = bytes
    self.cells = cells
    columns = (0..<cells.columnCount).map { cells.text(row: 0, column: $0, of: bytes) }
    rowCount = cells.rowCount - 1
    var seen: Set<String> = []
    for column in columns where !seen.insert(column).inserted {
      throw TableError(.duplicateColumn, file: file, line: 1, column: column)
    }
  }

  public func hasColumn(_ name: String) -> Bool { columns.contains(name) }

  /// The cells of a column; nil where empty.
  public func texts(_ column: String) throws(TableError) -> [String?] {
    try values(column, expected: "a text") { $0 }
  }

  /// A column of whole numbers, which may be written as `13` or `13.0`; nil where empty.
  public func integers(_ column: String) throws(TableError) -> [Int64?] {
    try values(column, expected: "a whole number", parse: parseInteger)
  }

  /// A column of numbers; nil where empty or `nan`.
  public func doubles(_ column: String) throws(TableError) -> [Double?] {
    let values = try values(column, expected: "a number", parse: parseDouble)
    return values.map { $0?.isNaN == true ? nil : $0 }
  }

  /// A column of `True` and `False`, or 1 and 0; nil where empty.
  public func booleans(_ column: String) throws(TableError) -> [Bool?] {
    try values(column, expected: "True or False", parse: parseBoolean)
  }

  /// Appends a cell as the file has it.
  func appendCell(row: Int, column: Int, to text: inout TextBuffer) {
    let range = cells.range(row: row + 1, column: column, of: bytes)
    bytes.withUnsafeBytes { text.append(UnsafeRawBufferPointer(rebasing: $0[range])) }
  }

  private func values<Value>(
    _ column: String, expected: String, parse: (String) -> Value?
  ) throws(TableError) -> [Value?] {
    let position = try position(of: column)
    var values: [Value?] = []
    values.reserveCapacity(rowCount)
    for row in 0..<rowCount {
      values.append(try value(row: row, position, expected: expected, parse: parse))
    }
    return values
  }

  /// The cell of a row and column; nil where empty.
  func value<Value>(
    row: Int, _ column: String, expected: String, parse: (String) -> Value?
  ) throws(TableError) -> Value? {
    try value(row: row, try position(of: column), expected: expected, parse: parse)
  }

  private func value<Value>(
    row: Int, _ position: Int, expected: String, parse: (String) -> Value?
  ) throws(TableError) -> Value? {
    let text = cells.text(row: row + 1, column: position, of: bytes)
    guard !text.isEmpty else { return nil }
    if let value = parse(text) { return value }
    throw TableError(
      .badValue(text: text, expected: expected), file: file,
      line: cells.line(ofRow: row + 1, in: bytes), column: columns[position])
  }

  private func position(of column: String) throws(TableError) -> Int {
    if let position = columns.firstIndex(of: column) { return position }
    throw TableError(.missingColumn(found: columns), file: file, line: 1, column: column)
  }
}

func parseInteger(_ text: String) -> Int64? {
  Int64(text) ?? (isDecimal(text) ? Double(text).flatMap(Int64.init(exactly:)) : nil)
}

func parseDouble(_ text: String) -> Double? { isDecimal(text) ? Double(text) : nil }

func parseBoolean(_ text: String) -> Bool? {
  switch text {
  case "True", "true", "1", "1.0": true
  case "False", "false", "0", "0.0": false
  default: nil
  }
}

/// Whether a text is a decimal number, `inf` or `nan` rather than one of the other notations, such
/// as hexadecimal, that Swift reads.
private func isDecimal(_ text: String) -> Bool {
  !text.utf8.contains { $0 == UInt8(ascii: "x") || $0 == UInt8(ascii: "X") }
}

/// All bytes of a file.
private func readFile(_ path: String) throws(TableError) -> [UInt8] {
  func failure() -> TableError {
    TableError(.unreadable(reason: String(cString: strerror(errno))), file: path)
  }
  let descriptor = open(path, O_RDONLY | O_CLOEXEC)
  guard descriptor >= 0 else { throw failure() }
  defer { close(descriptor) }
  var status = stat()
  guard fstat(descriptor, &status) == 0 else { throw failure() }
  var bytes: [UInt8] = []
  bytes.reserveCapacity(Int(status.st_size) + 1)
  var chunk = [UInt8](repeating: 0, count: 1 << 16)
  while true {
    let count = read(descriptor, &chunk, chunk.count)
    if count == 0 { return bytes }
    if count > 0 { bytes += chunk[..<count] } else if errno != EINTR { throw failure() }
  }
}
