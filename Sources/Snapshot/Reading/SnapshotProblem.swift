/// What is wrong with a snapshot, a file, a row or a cell.
public enum SnapshotProblem: Error, Hashable, Sendable {
  // The folder and its files.
  case notAFolder
  case cannotRead(reason: String)
  /// A required table has no file; `found` are the names that the folder holds.
  case missingTable(PublicTable, found: [String])
  case emptyFile

  // Archives.
  case truncatedArchive
  case damagedArchive(reason: String)
  case unsupportedArchive(reason: String)

  // The header.
  /// The first line names no column of the table.
  case noHeader(firstLine: String)
  case missingColumn(header: [String])
  case duplicateColumn

  // A row.
  case shortRow(fields: Int, expected: Int)
  case longRow(fields: Int, expected: Int)
  case lineTooLong(limit: Int)
  case invalidUTF8
  /// A row has the key of an earlier row and other cells.
  case duplicateKey(key: String, firstFile: String, firstLine: Int)

  // A cell.
  case emptyCell
  case notANumber(text: String)
  case outOfRange(text: String, allowed: ClosedRange<Int64>)
  case unknownValue(text: String, known: [String])
  case textTooLong(bytes: Int, limit: Int)
  case tooManyDistinctTexts(limit: Int)
}

extension SnapshotProblem: CustomStringConvertible {
  public var description: String {
    switch self {
    case .notAFolder: "is not a folder"
    case .cannotRead(let reason): "cannot be read: \(reason)"
    case .missingTable(let table, let found):
      "no \(table.rawValue) file; the folder holds "
        + (found.isEmpty ? "no files" : found.prefix(12).joined(separator: ", "))
    case .emptyFile: "the file is empty, without even a header"
    case .truncatedArchive: "the archive ends too early"
    case .damagedArchive(let reason): "the archive is damaged: \(reason)"
    case .unsupportedArchive(let reason): "the archive cannot be unpacked: \(reason)"
    case .noHeader(let line): "the first line is not a header: “\(line)”"
    case .missingColumn(let header):
      "the column is missing; the header holds \(header.joined(separator: ", "))"
    case .duplicateColumn: "the header names the column twice"
    case .shortRow(let fields, let expected):
      "the row has \(fields) fields, \(expected - fields) fewer than the header"
    case .longRow(let fields, let expected):
      "the row has \(fields) fields, \(fields - expected) more than the header"
    case .lineTooLong(let limit): "the line is longer than \(limit) bytes"
    case .invalidUTF8: "the text is not valid UTF-8"
    case .duplicateKey(let key, let file, let line):
      "\(key) already stands in \(file), line \(line), with other cells"
    case .emptyCell: "the cell is empty"
    case .notANumber(let text): "“\(text)” is not a whole number"
    case .outOfRange(let text, let allowed):
      "\(text) is outside \(allowed.lowerBound) … \(allowed.upperBound)"
    case .unknownValue(let text, let known):
      "unknown value “\(text)”; known are \(known.joined(separator: ", "))"
    case .textTooLong(let bytes, let limit): "the text has \(bytes) bytes, more than \(limit)"
    case .tooManyDistinctTexts(let limit): "the column holds more than \(limit) distinct texts"
    }
  }

  /// What a person can do about it.
  public var advice: String {
    switch self {
    case .notAFolder: "Name the folder that holds the unpacked or packed tables."
    case .cannotRead: "Check the path and your permission to read it."
    case .missingTable(let table, _):
      "Add \(table.rawValue)-00000.tsv (.tsv, .tsv.gz or .zip) or a folder \(table.rawValue)."
    case .emptyFile: "Download the file again, or remove it."
    case .truncatedArchive, .damagedArchive: "Download the file again."
    case .unsupportedArchive: "Unpack the file with another tool and read the .tsv."
    case .noHeader: "Put the line of column names back on top; each part needs one."
    case .missingColumn: "Check that the file is the table that its name says."
    case .duplicateColumn: "Remove or rename one of the two."
    case .shortRow, .longRow:
      "Check the row for a tab or line break inside a text, or skip bad rows (--skip-bad-rows)."
    case .lineTooLong: "Check that the file is tab-separated text with one row a line."
    case .invalidUTF8: "Convert the file to UTF-8, or skip bad rows (--skip-bad-rows)."
    case .duplicateKey: "Remove one of the two rows, or skip bad rows (--skip-bad-rows)."
    case .tooManyDistinctTexts: "Check that the column holds what its name says."
    case .emptyCell, .notANumber, .outOfRange, .unknownValue, .textTooLong:
      "Correct the cell, or skip bad rows (--skip-bad-rows)."
    }
  }
}
