import Snapshot
import Testing

@testable import Scoring

/// How a column of ours differs from the reference's, measured as `../shared/parity/compare.py`
/// does.
struct ColumnDifference: Sendable, CustomStringConvertible {
  let rows: Int
  /// Share of rows where one side is missing and the other is not.
  let missing: Double
  /// Share of rows that differ.
  let differ: Double
  /// Absolute differences of rows where both are present, ascending; empty for texts.
  let differences: [Double]

  var median: Double { differences.quantile(at: 0.5) ?? 0 }
  var p99: Double { differences.quantile(at: 0.99) ?? 0 }
  var maximum: Double { differences.last ?? 0 }

  var description: String {
    """
    \(rows) rows, \(differences.count) numbers: missing \(missing), differ \(differ), \
    median \(median), p99 \(p99), max \(maximum)
    """
  }

  /// Numbers; NaN is missing.
  init(expected: [Double], actual: [Double]) {
    rows = expected.count
    let pairs = zip(expected, actual)
    differences = pairs.map { abs($0 - $1) }.filter { !$0.isNaN }.sorted()
    let missing = pairs.count { $0.isNaN != $1.isNaN }
    self.missing = Double(missing) / Double(max(1, rows))
    differ = Double(missing + differences.count { $0 > 1e-9 }) / Double(max(1, rows))
  }

  /// Texts; nil is missing.
  init(expected: [String?], actual: [String?]) {
    rows = expected.count
    let pairs = zip(expected, actual)
    differences = []
    missing = Double(pairs.count { ($0 == nil) != ($1 == nil) }) / Double(max(1, rows))
    differ = Double(pairs.count { $0 != $1 }) / Double(max(1, rows))
  }

  /// A column of two tables whose rows are matched by note or contributor.
  ///
  /// It is of numbers if all of the reference's cells are.
  init(_ column: String, expected: TSVTable, actual: TSVTable) throws {
    let rows: [Int]
    if expected.hasColumn("noteId") {
      let rowOfNote = try actual.rowOfNote()
      rows = try expected.noteIDs().map { try #require(rowOfNote[$0]) }
    } else {
      let key = "raterParticipantId"
      let rowOfPerson = Dictionary(
        uniqueKeysWithValues: try actual.texts(key).enumerated().map { ($1, $0) })
      rows = try expected.texts(key).map { try #require(rowOfPerson[$0]) }
    }
    let texts = try expected.texts(column)
    if texts.allSatisfy({ $0.flatMap(Double.init) != nil || $0 == nil }) {
      let values = try actual.doubles(column)
      self.init(
        expected: try expected.doubles(column).map { $0 ?? .nan },
        actual: rows.map { values[$0] ?? .nan })
    } else {
      let values = try actual.texts(column)
      self.init(expected: texts, actual: rows.map { values[$0] })
    }
  }

  /// A measure by the name that gate files use.
  func measure(_ name: String) -> Double? {
    switch name {
    case "missing": missing
    case "differ": differ
    case "median": median
    case "p99": p99
    case "max": maximum
    default: nil
    }
  }
}

extension TSVTable {
  /// The column `noteId`, in which no cell is empty.
  func noteIDs() throws -> [Int64] { try integers("noteId").map { try #require($0) } }

  /// The row of each note.
  func rowOfNote() throws -> [Int64: Int] {
    var rows: [Int64: Int] = [:]
    for (row, id) in try noteIDs().enumerated() { rows[id] = row }
    return rows
  }
}
