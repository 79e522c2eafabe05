import Parallel
import Synchronization

/// The parts `table-00000.tsv`, `table-00001.tsv`, … of one table, each beginning with the header.
final class TableParts: Sendable {
  private let folder: OutputFolder
  private let table: String
  private let header: [UInt8]
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
    var buffer = TextBuffer()
    buffer.appendHeader(columns)
    header = buffer.bytes
    let file = try folder.makeFile(Self.name(of: table, part: 0))
    current = Mutex(Part(number: 0, file: file, bytes: header.count))
    try file.write(header[...])
    folder.replaceAllParts(of: table)
  }

  /// Appends whole rows; starts the next part where one is full.
  func write(_ rows: [UInt8]) throws(OutputError) {
    try current.withLock { part throws(OutputError) in
      var rest = rows[...]
      while !rest.isEmpty {
        let fitting = Self.wholeRows(of: rest, within: partBytes - part.bytes)
        if fitting > 0 {
          try part.file.write(rest.prefix(fitting))
          part.bytes += fitting
          rest = rest.dropFirst(fitting)
        } else if part.bytes > header.count {
          try startNextPart(&part)
        } else {
          // A row longer than a part gets one for itself.
          let row = rest.prefix { $0 != .newline }.count + 1
          try part.file.write(rest.prefix(row))
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

  private func startNextPart(_ part: inout Part) throws(OutputError) {
    try part.file.finish()
    let number = part.number + 1
    let file = try folder.makeFile(Self.name(of: table, part: number))
    try file.write(header[...])
    part = Part(number: number, file: file, bytes: header.count)
  }

  /// The length of the longest run of whole rows that is at most `room` bytes long.
  private static func wholeRows(of rows: ArraySlice<UInt8>, within room: Int) -> Int {
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
    try forEachPiece(workers: workers) { rows throws(OutputError) in try parts.write(rows) }
    try parts.finish()
  }
}
