import Testing

@testable import Snapshot

@Suite("Bad input")
struct ReadingErrorTests {
  // MARK: - Files

  @Test("a folder without ratings is an error that lists what it holds")
  func noRatings() {
    let error = readError(["notes-00000.tsv": Sample.notes([:]).bytes])

    #expect(error?.problem == .missingTable(.ratings, found: ["notes-00000.tsv"]))
  }

  @Test("a folder without notes is an error")
  func noNotes() {
    let error = readError(["ratings-00000.tsv": Sample.ratings([:]).bytes])

    #expect(error?.problem == .missingTable(.notes, found: ["ratings-00000.tsv"]))
  }

  @Test("a path that is no folder is an error")
  func noFolder() {
    #expect(throws: SnapshotError(file: "/no/such/folder", problem: .notAFolder)) {
      try SnapshotReader().read(folder: "/no/such/folder")
    }
  }

  @Test("an empty file is an error", arguments: Packing.allCases)
  func emptyFile(packing: Packing) {
    let name = "notes-00000" + packing.ending
    let inner = packing.pack([], name: "notes-00000.tsv")

    let error = readError(Sample.files(["notes-00000.tsv": nil, name: inner]))

    let inside = packing.ending == ".zip" ? "/notes-00000.tsv" : ""
    #expect(error == SnapshotError(file: name + inside, problem: .emptyFile))
  }

  // MARK: - Headers

  @Test("a file without a header is an error that shows its first line")
  func noHeader() {
    var lines = Sample.ratings([:]).text().split(separator: "\n")
    lines.removeFirst()
    let text = lines.joined(separator: "\n")

    let error = readError(Sample.files(["ratings-00000.tsv": Array(text.utf8)]))

    guard case .noHeader(let line) = error?.problem else {
      return #expect(Bool(false), "\(error!)")
    }
    #expect(line.hasPrefix("100 "))
    #expect(error?.line == 1)
  }

  @Test(
    "a header without a required column is an error that names it",
    arguments: [
      ("notes-00000.tsv", "summary"), ("ratings-00000.tsv", "helpfulnessLevel"),
      ("noteStatusHistory-00000.tsv", "noteId"), ("userEnrollment-00000.tsv", "enrollmentState"),
      ("noteRequests-00000.tsv", "tweetId"),
    ])
  func missingColumn(file: String, column: String) throws {
    var bytes = try #require(Sample.files()[file])
    let name = try #require(bytes.firstRange(of: Array(column.utf8)))
    bytes[name.lowerBound] = UInt8(ascii: "_")
    // The old yes-or-no columns would do in place of the level.
    if let old = bytes.firstRange(of: Array("\thelpful\t".utf8)) {
      bytes[old.lowerBound + 1] = UInt8(ascii: "_")
    }

    let error = readError(Sample.files([file: bytes]))

    #expect(error?.file == file)
    #expect(error?.column == column)
    guard case .missingColumn = error?.problem else { return #expect(Bool(false), "\(error!)") }
  }

  @Test("a header that names a column twice is an error, also by an older name")
  func duplicateColumn() {
    var table = Sample.ratings([:])
    table.columns.append("participantId")

    let error = readError(Sample.files(["ratings-00000.tsv": table.bytes]))

    #expect(error?.problem == .duplicateColumn)
    #expect(error?.column == "raterParticipantId")
  }

  // MARK: - Rows

  @Test("a short row is an error with its line")
  func shortRow() {
    let text = Sample.ratings([:]).text() + "1\tx\t1700000000000\n"

    let error = readError(Sample.files(["ratings-00000.tsv": Array(text.utf8)]))

    #expect(
      error
        == SnapshotError(
          file: "ratings-00000.tsv", line: 3, problem: .shortRow(fields: 3, expected: 35)))
  }

  @Test("a long row is an error with its line")
  func longRow() {
    let error = readError(
      Sample.files(["notes-00000.tsv": Sample.notes([:], ["summary": "a\ttab"]).bytes]))

    #expect(
      error
        == SnapshotError(
          file: "notes-00000.tsv", line: 3, problem: .longRow(fields: 25, expected: 24)))
  }

  @Test("text that is not UTF-8 is an error with its line")
  func invalidUTF8() {
    var bytes = Sample.notes([:]).bytes
    bytes.insert(0xFF, at: bytes.count - 6)

    let error = readError(Sample.files(["notes-00000.tsv": bytes]))

    #expect(error == SnapshotError(file: "notes-00000.tsv", line: 2, problem: .invalidUTF8))
  }

  @Test("a line longer than a mebibyte is an error with its line")
  func longLine() {
    let summary = String(repeating: "x", count: Block.longestLine)
    let files = Sample.files(["notes-00000.tsv": Sample.notes(["summary": summary]).bytes])

    #expect(throws: SnapshotError.self) { try read(files) }
    #expect(throws: SnapshotError.self) { try SnapshotReader().read(files: files) }
  }

  @Test("a stray quote swallows no rows")
  func strayQuote() throws {
    let snapshot = try read(
      Sample.files([
        "notes-00000.tsv": Sample.notes(
          ["summary": "\"never closed"], ["summary": "plain"], ["summary": "closed\""]
        ).bytes
      ])
    ).snapshot

    #expect(
      (0..<3).map { snapshot.notes.summary[$0] } == ["\"never closed", "plain", "closed\""])
  }

  // MARK: - Cells

  @Test(
    "a bad cell is an error with line, column and what is wrong",
    arguments: [
      BadCell("notes", "noteId", "12x", .notANumber(text: "12x")),
      BadCell("notes", "noteId", "", .emptyCell),
      BadCell("notes", "noteId", "0", .outOfRange(text: "0", allowed: 1...Int64.max)),
      BadCell(
        "notes", "tweetId", "9223372036854775808",
        .outOfRange(text: "9223372036854775808", allowed: -1...Int64.max)),
      BadCell("notes", "noteId", "1.0", .notANumber(text: "1.0")),
      BadCell("notes", "noteAuthorParticipantId", "", .emptyCell),
      BadCell(
        "notes", "noteAuthorParticipantId", String(repeating: "A", count: 129),
        .textTooLong(bytes: 129, limit: 128)),
      BadCell(
        "notes", "classification", "WRONG",
        .unknownValue(
          text: "WRONG", known: ["MISINFORMED_OR_POTENTIALLY_MISLEADING", "NOT_MISLEADING"])),
      BadCell("notes", "misleadingSatire", "2", .outOfRange(text: "2", allowed: 0...1)),
      BadCell("ratings", "raterParticipantId", "", .emptyCell),
      BadCell(
        "ratings", "helpfulnessLevel", "helpful",
        .unknownValue(text: "helpful", known: ["NOT_HELPFUL", "SOMEWHAT_HELPFUL", "HELPFUL"])),
      BadCell("ratings", "helpfulClear", "yes", .notANumber(text: "yes")),
      BadCell("ratings", "version", "255", .outOfRange(text: "255", allowed: 0...254)),
      BadCell("ratings", "createdAtMillis", "12.5", .notANumber(text: "12.5")),
      BadCell(
        "ratings", "createdAtMillis", "-5",
        .outOfRange(text: "-5", allowed: 0...253_402_300_799_999)),
      BadCell(
        "noteStatusHistory", "currentStatus", "HELPFUL",
        .unknownValue(
          text: "HELPFUL",
          known: [
            "NEEDS_MORE_RATINGS", "CURRENTLY_RATED_HELPFUL", "CURRENTLY_RATED_NOT_HELPFUL",
            "NEEDS_YOUR_HELP", "FIRM_REJECT",
          ])),
      BadCell(
        "noteStatusHistory", "currentModelingGroup", "99999",
        .outOfRange(text: "99999", allowed: 0...32_767)),
      BadCell("userEnrollment", "enrollmentState", "", .emptyCell),
      BadCell(
        "userEnrollment", "modelingPopulation", "core",
        .unknownValue(text: "core", known: ["CORE", "EXPANSION", "EXPANSION_PLUS"])),
      BadCell(
        "noteRequests", "apiSmallFeedEligibleTimestamp", "soon", .notANumber(text: "soon")),
    ])
  func badCell(bad: BadCell) throws {
    let changes: [String: String] = [bad.column: bad.text]
    let table: PlainTable =
      switch bad.table {
      case "notes": Sample.notes([:], changes)
      case "ratings": Sample.ratings([:], changes)
      case "noteStatusHistory": Sample.history([:], changes)
      case "userEnrollment": Sample.enrollment([:], changes)
      default: Sample.requests([:], changes)
      }
    let file = bad.table + "-00000.tsv"

    let error = readError(Sample.files([file: table.bytes]))

    #expect(
      error == SnapshotError(file: file, line: 3, column: bad.column, problem: bad.problem))
  }

  struct BadCell: Sendable, CustomTestStringConvertible {
    let table, column, text: String
    let problem: SnapshotProblem

    init(_ table: String, _ column: String, _ text: String, _ problem: SnapshotProblem) {
      (self.table, self.column, self.text, self.problem) = (table, column, text, problem)
    }

    var testDescription: String { "\(table).\(column) “\(text.prefix(30))”" }
  }

  // MARK: - Keys

  @Test("a row equal to an earlier one is left out and counted")
  func repeatedRow() throws {
    let rating = ["noteId": "5"]
    let (snapshot, report) = try read(
      Sample.files(["ratings-00000.tsv": Sample.ratings(rating, [:], rating, rating).bytes]))

    #expect(snapshot.ratings.count == 2)
    #expect(report.tables[.ratings]?.repeatedRows == 2)
    #expect(report.tables[.ratings]?.rows == 2)
    #expect(report.skippedRows == 0)
  }

  @Test("two ratings of one note by one rater are an error that names both lines")
  func repeatedRating() {
    let table = Sample.ratings(
      ["noteId": "5"], [:], ["noteId": "5", "helpfulnessLevel": "NOT_HELPFUL"])
    // A blank line shifts the lines below it.
    let text = table.text().replacing("\n5\t", with: "\n\n5\t", maxReplacements: 1)

    let error = readError(Sample.files(["ratings-00000.tsv": Array(text.utf8)]))

    #expect(
      error
        == SnapshotError(
          file: "ratings-00000.tsv", line: 5, column: "raterParticipantId",
          problem: .duplicateKey(
            key: "note 5 by \(Sample.rater)", firstFile: "ratings-00000.tsv", firstLine: 3)))
  }

  @Test(
    "two different rows with the key of one are an error in every table, also across files",
    arguments: ["notes", "noteStatusHistory", "userEnrollment", "noteRequests"])
  func repeatedKey(table: String) {
    let second: [UInt8] =
      switch table {
      case "notes": Sample.notes(["summary": "other"]).bytes
      case "noteStatusHistory": Sample.history(["lockedStatus": "FIRM_REJECT"]).bytes
      case "userEnrollment": Sample.enrollment(["modelingGroup": "1"]).bytes
      default: Sample.requests(["suggestions": ""]).bytes
      }

    let error = readError(Sample.files([table + "-00001.tsv": second]))

    #expect(error?.file == table + "-00001.tsv")
    #expect(error?.line == 2)
    guard case .duplicateKey(_, let file, 2) = error?.problem else {
      return #expect(Bool(false), "\(error!)")
    }
    #expect(file == table + "-00000.tsv")
  }

  // MARK: - Skipping

  @Test("bad rows are counted and left out on demand, with the first errors")
  func skipping() throws {
    let bad = ["noteId": "no"]
    let table = Sample.ratings(
      [:], bad, bad, bad, bad, ["noteId": "100"], bad, bad, ["noteId": "9"])
    let text = table.text() + "short\n"

    let (snapshot, report) = try read(
      Sample.files(["ratings-00000.tsv": Array(text.utf8)]), skipBadRows: true)

    let ratings = try #require(report.tables[.ratings])
    #expect(snapshot.ratings.count == 2)
    #expect(ratings.rows == 2)
    #expect(ratings.repeatedRows == 1)
    #expect(ratings.skippedRows == 7)
    #expect(ratings.firstErrors.map(\.line) == [3, 4, 5, 6, 8])
    #expect(report.skippedRows == 7)
  }

  @Test("of rows with one key the first is kept when bad rows are skipped")
  func skippingKeys() throws {
    let (snapshot, report) = try read(
      Sample.files([
        "notes-00000.tsv": Sample.notes(
          ["summary": "first"], ["noteId": "100", "noteAuthorParticipantId": "nobody else"]
        ).bytes
      ]), skipBadRows: true)

    #expect(snapshot.notes.count == 1)
    #expect(snapshot.notes.summary[0] == "first")
    #expect(report.tables[.notes]?.skippedRows == 1)
    #expect(snapshot.participants.position(of: "nobody else") == nil)
  }

  @Test("the first error in file order is reported, whatever the number of threads")
  func firstError() throws {
    var changes = [[String: String]](repeating: [:], count: 40)
    changes[17] = ["version": "first"]
    changes[31] = ["version": "second"]
    var table = Sample.ratings()
    table.rows = changes.enumerated().flatMap { index, change in
      Sample.ratings(change.merging(["noteId": "\(index + 1)"]) { $1 }).rows
    }
    let files = Sample.files(["ratings-00000.tsv": table.bytes])

    for threads in 1...4 {
      #expect {
        try read(files, threads: threads)
      } throws: {
        ($0 as? SnapshotError)?.line == 19
      }
    }
  }

  @Test("the message tells place, problem and remedy")
  func message() {
    let error = SnapshotError(
      file: "ratings-00000.tsv", line: 12, column: "version", problem: .notANumber(text: "x"))

    #expect(
      error.description == "ratings-00000.tsv, line 12, column version: “x” is not a whole number."
        + " Correct the cell, or skip bad rows (--skip-bad-rows).")
  }
}
