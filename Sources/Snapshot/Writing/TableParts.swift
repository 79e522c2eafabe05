import Parallel
import Synchronization

/// The parts `table-00000.tsv`, `table-00001.tsv`, … of one table, each beginning with the header.
final class TableParts: Sendable {
  private let folder: OutputFolder
  private let table: String
  private let header: String
  private let partBytes: Int
  private let current: Mutex<Part>

  private struct Part {
    var number: Int
    var file: OutputFile
    var bytes: Int
  }

  /// Starts the first part.
  ///
  /// - Parameter partBytes: the size that no part exceeds, unless its header and one row do.
  init(
    of table: String, columns: [String], partBytes: Int, in folder: OutputFolder
  ) throws(OutputError) {
    self.folder = folder
    self.table = table
    self.partBytes = partBytes
    header = columns.joined(separator: "\t") + "\n"
    current = Mutex(try Self.startPart(0, of: table, header: header, in: folder))
    folder.replaceAllParts(of: table)
  }

  /// Appends whole rows; starts the next part where one is full.
  func write(_ rows: UnsafeRawBufferPointer) throws(OutputError) {
    try current.withLock { part throws(OutputError) in
      var rest = rows[...]
      while !rest.isEmpty {
        let fitting = Self.wholeRows(of: rest, within: partBytes - part.bytes)
        if fitting > 0 {
          try part.file.write(UnsafeRawBufferPointer(rebasing: rest.prefix(fitting)))
          part.bytes += fitting
          rest = rest.dropFirst(fitting)
        } else if part.bytes > header.utf8.count {
          try part.file.finish()
          part = try Self.startPart(part.number + 1, of: table, header: header, in: folder)
        } else {
          // A row longer than a part gets one for itself.
          let row = rest.prefix { $0 != .newline }.count + 1
          try part.file.write(UnsafeRawBufferPointer(rebasing: rest.prefix(row)))
          part.bytes += row
          rest = rest.dropFirst(row)
        }
      }
    }
  }

  /// Flushes the last part.
  func finish() throws(OutputError) {
    try current.withLock { part throws(OutputError) in try part.file.finish() }
  }

  private static func startPart(
    _ number: Int, of table: String, header: String, in folder: OutputFolder
  ) throws(OutputError) -> Part {
    let file = try folder.makeFile(name(of: table, part: number))
    var buffer = TextBuffer()
    buffer.appendName(header)
    try file.write(buffer)
    return Part(number: number, file: file, bytes: buffer.count)
  }

  /// The length of the longest run of whole rows that is at most `room` bytes long.
  private static func wholeRows(of rows: Slice<UnsafeRawBufferPointer>, within room: Int) -> Int {
    if rows.count <= room { return rows.count }
    guard let last = rows.prefix(max(0, room)).lastIndex(of: .newline) else { return 0 }
    return last + 1 - rows.startIndex
  }

  private static func name(of table: String, part: Int) -> String {
    let digits = String(part)
    return "\(table)-\(String(repeating: "0", count: max(0, 5 - digits.count)))\(digits).tsv"
  }
}

extension RowFormat {
  /// Writes the table as `table-00000.tsv` and, where it exceeds `partBytes`, further parts.
  func write(
    as table: String, to folder: OutputFolder, partBytes: Int = .max, workers: Workers
  ) throws(OutputError) {
    let parts = try TableParts(of: table, columns: columns, partBytes: partBytes, in: folder)
    try forEachPiece(workers: workers, rowsPerPiece: 4096) { rows throws(OutputError) in
      try parts.write(rows)
    }
    try parts.finish()
  }
}
