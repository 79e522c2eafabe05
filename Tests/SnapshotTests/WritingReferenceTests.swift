import Foundation
import NoteModel
import Testing

@testable import Snapshot

@Suite(
  "Outputs of the reference",
  .enabled(
    if: ReferenceOutputs.isAvailable,
    "needs ../shared/parity/small/expected.tar.xz, and tar and xz to unpack it"))
struct WritingReferenceTests {
  @Test("A table read and written again is the same, cell by cell, byte by byte")
  func rewrite() throws {
    let place = try TemporaryFolder()
    let expected = try ReferenceOutputs.unpack(into: place)
    let schemas: [OutputSchema] = [
      .scoredNotes, .auxiliaryNoteInfo, .noteStatusHistory, .helpfulnessScores,
    ]
    let folder = try OutputFolder(path: place.path)
    for schema in schemas {
      let table = try TSVTable(path: expected + "/" + schema.fileName)
      var copy = OutputTable(schema, rowCount: table.rowCount)
      for column in schema.columns where column.kind != .alwaysEmpty {
        copy[column.name] = try values(of: column, in: table)
      }
      try copy.write(to: folder)
    }
    try folder.commit()

    for schema in schemas {
      let original = try TSVTable(path: expected + "/" + schema.fileName)
      let copy = try TSVTable(path: place.path + "/" + schema.fileName)
      #expect(copy.columns == original.columns)
      for column in original.columns {
        var cells = try original.texts(column)
        if column == "createdAtMillis" {
          // With new notes in a run the reference prints this column with a point, else without.
          cells = cells.map { $0?.replacing(".0", with: "") }
        }
        // The reference's arrow columns tell a computed NaN from a missing value; ours do not.
        cells = cells.map { $0 == "nan" ? nil : $0 }
        let isSame = try copy.texts(column) == cells
        #expect(isSame, "\(schema.fileName), column \(column)")
      }
    }
  }

  /// A column's cells as the values that its kind prints.
  private func values(
    of column: OutputSchema.Column, in table: TSVTable
  ) throws -> OutputValues? {
    switch column.kind {
    case .integer, .whole: .timestamps(try table.integers(column.name).map(OptionalMillis.init))
    case .float:
      .floats(
        try table.texts(column.name).map { text in
          guard let text else { return .nan }
          return try #require(Float(text))
        })
    case .double: .doubles(try table.doubles(column.name).map { $0 ?? .nan })
    case .boolean: .booleans(try table.booleans(column.name))
    case .text: .texts(try table.texts(column.name).map { $0 ?? "" })
    case .alwaysEmpty: nil
    }
  }
}
