import NoteModel
import Parallel
import Testing

@testable import Snapshot

@Suite("Output tables")
struct WritingOutputTableTests {
  @Test("Columns and their order are those of the reference")
  func headers() {
    #expect(OutputSchema.scoredNotes.columns.map(\.name) == PublishedHeaders.scoredNotes)
    #expect(
      OutputSchema.auxiliaryNoteInfo.columns.map(\.name) == PublishedHeaders.auxiliaryNoteInfo)
    #expect(OutputSchema.noteStatusHistory.columns.map(\.name) == PublishedHeaders.history)
    #expect(
      OutputSchema.helpfulnessScores.columns.map(\.name) == PublishedHeaders.helpfulnessScores)
  }

  @Test("Every kind of value prints as its column's kind asks")
  func values() throws {
    let schema = OutputSchema(
      "t.tsv",
      [
        "integer": .integer, "whole": .whole, "count": .whole, "optional": .integer,
        "group": .whole, "time": .whole, "float": .float, "widened": .double, "double": .double,
        "boolean": .boolean, "status": .text, "class": .text, "tag": .text, "name": .text,
        "participant": .text, "text": .text, "unset": .float, "empty": .alwaysEmpty,
      ])
    var table = OutputTable(schema, rowCount: 2)
    table["integer"] = .integers([.max, -1])
    table["whole"] = .integers([1_784_160_000_000, 0])
    table["count"] = .counts([4, 0])
    table["optional"] = .optionalCounts([7, nil])
    table["group"] = .groups([13, nil])
    table["time"] = .timestamps([OptionalMillis(-1), .missing])
    table["float"] = .floats([0.1, .nan])
    table["widened"] = .floats([0.1, .nan])
    table["double"] = .doubles([1e-5, .nan])
    table["boolean"] = .booleans([true, nil])
    table["status"] = .statuses([.helpful, nil])
    table["class"] = .classifications([.notMisleading, nil])
    table["tag"] = .tags([.notHelpfulOther, nil])
    table["name"] = .names([1, nil], of: ["a", "CoreModel (v1.1)"])
    table["participant"] = .participants([1, 0], ParticipantIDs(["x", "y"]))
    table["text"] = .texts(["a \"b\"\tc\n", ""])

    let header =
      "integer|whole|count|optional|group|time|float|widened|double|boolean|status|class|tag|name"
      + "|participant|text|unset|empty\n"
    let full =
      "9223372036854775807|1784160000000.0|4.0|7|13.0|-1.0|0.1|0.10000000149011612|1e-05|True"
      + "|CURRENTLY_RATED_HELPFUL|NOT_MISLEADING|notHelpfulOther|CoreModel (v1.1)|y"
      + "|\"a \"\"b\"\"|c\n\"||\n"
    let sparse = "-1|0.0|0.0||||||||||||x|||\n"
    #expect(try written(table) == header + full + sparse)
  }

  @Test("A false cell differs from a missing one")
  func booleans() throws {
    var table = OutputTable(OutputSchema("t.tsv", ["b": .boolean]), rowCount: 3)
    table["b"] = .booleans([false, nil, true])
    #expect(try written(table) == "b\nFalse\n\nTrue\n")
  }

  @Test("A table of which nothing is set has all its rows, empty")
  func unset() throws {
    let table = OutputTable(OutputSchema("t.tsv", ["a": .float, "b": .text]), rowCount: 2)
    #expect(try written(table) == "a|b\n|\n|\n")
  }

  @Test("A table without rows is its header")
  func noRows() throws {
    let table = OutputTable(.helpfulnessScores, rowCount: 0)
    #expect(try written(table) == PublishedHeaders.helpfulnessScores.joined(separator: "|") + "\n")
  }

  @Test("Setting a column to nil empties it")
  func reset() throws {
    var table = OutputTable(OutputSchema("t.tsv", ["a": .float]), rowCount: 1)
    table["a"] = .floats([1])
    table["a"] = nil
    #expect(try written(table) == "a\n\n")
  }

  @Test("The bytes do not depend on the number of threads")
  func threads() throws {
    var table = OutputTable(
      OutputSchema("t.tsv", ["id": .integer, "unset": .text, "x": .float]), rowCount: 40_000)
    table["id"] = .integers(Array(0..<40_000))
    table["x"] = .floats((0..<40_000).map { Float($0).squareRoot() })
    let one = try written(table, workers: Workers(threads: 1))
    #expect(try written(table, workers: Workers(threads: 3)) == one)
    #expect(one.hasSuffix("\n39999||199.9975\n"))
    #expect(one.count { $0 == "\n" } == 40_001)
  }

  @Test("History prints as in the public table, but with floating point numbers")
  func history() throws {
    let snapshot = SampleSnapshot.snapshot
    let table = OutputTable(
      snapshot.history, noteIDs: snapshot.noteIDs, participants: snapshot.participants)
    let lines = try written(table).split(separator: "\n").map(String.init)
    #expect(
      Array(lines[1...]) == [
        "5|µ-participant|1|1700000000000.0|CURRENTLY_RATED_HELPFUL|1700000000000.0"
          + "|NEEDS_MORE_RATINGS|1700000000000.0|CURRENTLY_RATED_NOT_HELPFUL|1700000000000.0"
          + "|CURRENTLY_RATED_HELPFUL|1700000000000.0|NEEDS_YOUR_HELP|FIRM_REJECT"
          + "|CURRENTLY_RATED_HELPFUL|CoreModel (v1.1)|13.0|-1.0|-1.0|CURRENTLY_RATED_NOT_HELPFUL"
          + "|0.0||1700000000000.0|-1.0",
        "900000000000000001|0A|2|||||||||||||||||||||",
      ])
  }

  @Test("A wrong column name, kind or length stops the program")
  func mistakes() async {
    await #expect(processExitsWith: .failure) {
      var table = OutputTable(.scoredNotes, rowCount: 1)
      table["coreNoteInterzept"] = .floats([1])
    }
    await #expect(processExitsWith: .failure) {
      var table = OutputTable(.scoredNotes, rowCount: 1)
      table["coreNoteIntercept"] = .statuses([.helpful])
    }
    await #expect(processExitsWith: .failure) {
      var table = OutputTable(.scoredNotes, rowCount: 1)
      table["coreNoteIntercept"] = .floats([1, 2])
    }
  }

  /// The file's text, with bars for tabs.
  private func written(_ table: OutputTable, workers: Workers = .all) throws -> String {
    let place = try TemporaryFolder()
    let folder = try OutputFolder(path: place.path)
    try table.write(to: folder, workers: workers)
    try folder.commit()
    return try place.text(of: table.schema.fileName).replacing("\t", with: "|")
  }
}
