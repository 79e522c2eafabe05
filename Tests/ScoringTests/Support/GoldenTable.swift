import Foundation
import NoteModel
import Snapshot
import Testing

/// A table of `Tests/ScoringTests/Golden`, cell by cell.
struct GoldenTable {
  private let columns: [String: [String?]]
  let rowCount: Int

  init(_ name: String) throws {
    let url = try #require(
      Bundle.module.url(forResource: "Golden/\(name)", withExtension: "tsv"))
    let table = try TSVTable(path: url.path)
    rowCount = table.rowCount
    columns = Dictionary(
      uniqueKeysWithValues: try table.columns.map { ($0, try table.texts($0)) })
  }

  /// One row.
  func row(_ index: Int) -> Row { Row(columns: columns, index: index) }

  struct Row {
    fileprivate let columns: [String: [String?]]
    fileprivate let index: Int

    /// The text of a cell; nil where empty.
    func text(_ column: String) throws -> String? {
      try #require(columns[column], "no column \(column)")[index]
    }

    func status(_ column: String) throws -> NoteStatus? {
      try text(column).flatMap(NoteStatus.init(name:))
    }

    /// A number; NaN where empty.
    func float(_ column: String) throws -> Float {
      // The reference prints some 32-bit columns with the digits of a double.
      Float(try double(column))
    }

    func double(_ column: String) throws -> Double {
      guard let text = try text(column) else { return .nan }
      return try #require(Double(text), "\(column) is not a number")
    }

    func count(_ column: String) throws -> Int32? {
      let value = try double(column)
      return value.isNaN ? nil : Int32(value)
    }

    func millis(_ column: String) throws -> OptionalMillis {
      OptionalMillis(try text(column).flatMap { Int64($0) })
    }

    func tags(_ column: String) throws -> RatingTags {
      let names = Set(try text(column)?.split(separator: ",").map(String.init) ?? [])
      return RatingTags(
        RatingTag.allCases.filter { names.contains($0.name) }.map { RatingTags($0) })
    }

    func tag(_ column: String) throws -> RatingTag? {
      let name = try text(column)
      return RatingTag.allCases.first { $0.name == name }
    }

    func classification(_ column: String) throws -> Classification? {
      let name = try text(column)
      return Classification.allCases.first { $0.name == name }
    }
  }
}
