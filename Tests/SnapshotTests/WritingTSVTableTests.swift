import Testing

@testable import Snapshot

@Suite("Reading a small table")
struct WritingTSVTableTests {
  @Test("Columns are found by name and read as texts, numbers and booleans")
  func columns() throws {
    let table = try read(
      "n\tx\tb\ts\n1\t0.5\tTrue\ta b\n13.0\t-1e-05\tFalse\t\n\t\t\tµ\n-7\tinf\t1\tz\n")
    #expect(table.columns == ["n", "x", "b", "s"])
    #expect(table.rowCount == 4)
    #expect(try table.integers("n") == [1, 13, nil, -7])
    #expect(try table.doubles("x") == [0.5, -1e-05, nil, .infinity])
    #expect(try table.booleans("b") == [true, false, nil, true])
    #expect(try table.texts("s") == ["a b", nil, "µ", "z"])
  }

  @Test("The last line needs no end, and a line may end in CR LF")
  func lineEnds() throws {
    #expect(try read("a\tb\r\n1\t2\r\n3\t4").integers("b") == [2, 4])
    #expect(try read("a\tb\n1\t").texts("b") == [nil])
    #expect(try read("a").rowCount == 0)
  }

  @Test("A quoted cell may hold tabs, quotes and line breaks")
  func quotes() throws {
    let table = try read("a\tb\n\"x\t\"\"y\"\"\nz\"\t1\nin \"the\" middle\t2\n")
    #expect(try table.texts("a") == ["x\t\"y\"\nz", "in \"the\" middle"])
    #expect(try table.integers("b") == [1, 2])
  }

  @Test("A number that a table writes is read again")
  func largeNumbers() throws {
    #expect(
      try read("a\n2034070213411950197\n1784160000000.0\n").integers("a")
        == [2_034_070_213_411_950_197, 1_784_160_000_000])
  }

  @Test("An error says in which file and line it is, and what to do")
  func errors() throws {
    expect(.empty, reading: "")
    expect(.duplicateColumn, line: 1, column: "a", reading: "a\tb\ta\n")
    expect(.wrongCellCount(expected: 2, found: 3), line: 3, reading: "a\tb\n1\t2\n1\t2\t3\n")
    expect(.wrongCellCount(expected: 2, found: 1), line: 2, reading: "a\tb\n\n")
    expect(.badQuoting, line: 2, reading: "a\n\"x\n")
    expect(.badQuoting, line: 2, reading: "a\n\"x\"y\n")
  }

  @Test("A cell of the wrong type is an error at its line")
  func badValues() throws {
    let table = try read("a\tb\n\"1\n2\"\t3\nx\t0x1p3\n")
    let integer = #expect(throws: TableError.self) { try table.integers("b") }
    #expect(integer?.problem == .badValue(text: "0x1p3", expected: "a whole number"))
    #expect(integer?.line == 4)
    #expect(integer?.description.hasPrefix("t.tsv:4, column b: “0x1p3” is not a whole") == true)
    #expect(throws: TableError.self) { try table.doubles("b") }
    #expect(throws: TableError.self) { try table.booleans("a") }
    #expect(throws: TableError.self) { try read("a\n1.5\n").integers("a") }
    #expect(throws: TableError.self) { try read("a\n1e30\n").integers("a") }
  }

  @Test("A missing column is named, with those there are")
  func missingColumn() throws {
    let table = try read("a\tb\n")
    let error = #expect(throws: TableError.self) { try table.texts("c") }
    #expect(error?.problem == .missingColumn(found: ["a", "b"]))
    #expect(error?.column == "c")
  }

  @Test("A file that is not there is an error")
  func unreadable() throws {
    let place = try TemporaryFolder()
    let error = #expect(throws: TableError.self) { try TSVTable(path: place.path + "/none.tsv") }
    #expect(error?.problem == .unreadable(reason: "No such file or directory"))
    #expect(throws: TableError.self) { try TSVTable(path: place.path) }
  }

  @Test("Whatever the bytes, a table is read or refused")
  func arbitraryBytes() {
    let alphabet = Array("ab1\"\"\t\t\n\r".utf8)
    var generator = SplitMix64(state: 3)
    for _ in 0..<20_000 {
      let bytes = (0..<Int(generator.next() % 24)).map { _ in
        alphabet[Int(generator.next() % UInt64(alphabet.count))]
      }
      guard let table = try? TSVTable(file: "t.tsv", bytes: bytes) else { continue }
      for column in table.columns {
        #expect((try? table.texts(column))?.count == table.rowCount)
      }
    }
  }

  private func read(_ text: String) throws(TableError) -> TSVTable {
    try TSVTable(file: "t.tsv", bytes: Array(text.utf8))
  }

  private func expect(
    _ problem: TableError.Problem, line: Int? = nil, column: String? = nil, reading text: String,
    at location: SourceLocation = #_sourceLocation
  ) {
    let error = #expect(throws: TableError.self, sourceLocation: location) { try read(text) }
    #expect(
      error == TableError(problem, file: "t.tsv", line: line, column: column),
      sourceLocation: location)
  }
}
