import Foundation
import Testing

@Suite("The command score")
struct ScoreCommandTests {
  private let folder: TemporaryFolder
  private let tables = [
    "aux_note_info.tsv", "helpfulness_scores.tsv", "note_status_history.tsv", "scored_notes.tsv",
  ]

  /// Given a small simulated community.
  init() throws {
    folder = try TemporaryFolder()
    let made = try Program.run(
      "simulate", "--output", "\(folder.path)/in", "--raters", "300", "--notes", "400", "--seed",
      "3")
    try #require(made.status == 0, "\(made.errors)")
  }

  private func score(_ arguments: String..., to output: String = "out") throws -> Program.Outcome {
    let fixed = ["score", "\(folder.path)/in", "--output", "\(folder.path)/\(output)"]
    return try Program.run(fixed + arguments)
  }

  @Test("writes the four tables and says what it found")
  func summary() throws {
    let outcome = try score()
    #expect(outcome.status == 0)
    #expect(folder.files(in: "out") == tables)
    #expect(outcome.output.contains("Notes by status  400 notes"))
    #expect(outcome.output.contains("Time and memory by stage"))
    #expect(outcome.errors.isEmpty, "progress belongs on terminals only")
  }

  @Test("gives the same bytes for any number of threads, and again")
  func determinism() throws {
    for (output, threads) in [("one", "1"), ("two", "2"), ("again", "2")] {
      #expect(try score("--threads", threads, "--quiet", to: output).status == 0)
    }
    for table in tables {
      let expected = try folder.contents(of: "one/\(table)")
      #expect(try folder.contents(of: "two/\(table)") == expected, "\(table)")
      #expect(try folder.contents(of: "again/\(table)") == expected, "\(table)")
    }
  }

  @Test("says nothing with --quiet")
  func quiet() throws {
    let outcome = try score("--quiet")
    #expect(outcome.status == 0)
    #expect(outcome.output.isEmpty && outcome.errors.isEmpty)
  }

  @Test("answers in JSON whose numbers add up with --json")
  func json() throws {
    struct Summary: Decodable {
      struct Statuses: Decodable { var helpful, notHelpful, needsMoreRatings: Int }
      struct Decider: Decodable { var notes: Int }
      var notes: Int
      var statuses: Statuses
      var decidedBy: [Decider]
    }
    let outcome = try score("--json", "--models", "core")
    let summary = try JSONDecoder().decode(Summary.self, from: Data(outcome.output.utf8))
    let statuses = summary.statuses
    #expect(summary.notes == 400)
    #expect(statuses.helpful + statuses.notHelpful + statuses.needsMoreRatings == 400)
    #expect(summary.decidedBy.reduce(0) { $0 + $1.notes } == 400)
  }

  @Test("names a folder without tables, exits with 65 and leaves nothing behind")
  func noInput() throws {
    let outcome = try Program.run(
      "score", "\(folder.path)/nowhere", "--output", "\(folder.path)/out")
    #expect(outcome.status == 65)
    #expect(outcome.errors.hasPrefix("Error: \(folder.path)/nowhere"))
    #expect(!FileManager.default.fileExists(atPath: "\(folder.path)/out"))
  }

  @Test("names file, line and column of a bad row; leaves earlier results as they were")
  func badRow() throws {
    #expect(try score("--quiet").status == 0)
    let before = try folder.contents(of: "out/scored_notes.tsv")
    try spoilRatings()
    let outcome = try score()
    #expect(outcome.status == 65)
    #expect(outcome.errors.contains("ratings-00000.tsv, line 3, column createdAtMillis"))
    #expect(folder.files(in: "out") == tables)
    #expect(try folder.contents(of: "out/scored_notes.tsv") == before)
  }

  @Test("counts bad rows and goes on with --skip-bad-rows")
  func skipBadRows() throws {
    try spoilRatings()
    let outcome = try score("--skip-bad-rows")
    #expect(outcome.status == 0)
    #expect(outcome.output.contains("1 bad row"))
  }

  @Test("exits with 73 where the results cannot be written")
  func cannotWrite() throws {
    _ = FileManager.default.createFile(atPath: "\(folder.path)/file", contents: nil)
    let outcome = try score(to: "file")
    #expect(outcome.status == 73)
    #expect(outcome.errors.contains("\(folder.path)/file"))
  }

  @Test("exits with 64 and names the option where one is wrong")
  func wrongUsage() throws {
    let outcome = try score("--threads", "0")
    #expect(outcome.status == 64)
    #expect(outcome.errors.contains("--threads is 0, but must be 1 to 1024."))
  }

  /// Writes a letter into the time of the second rating.
  private func spoilRatings() throws {
    let path = "\(folder.path)/in/ratings-00000.tsv"
    var lines = try String(contentsOfFile: path, encoding: .utf8)
      .split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    var cells = lines[2].split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
    cells[2] = "yesterday"
    lines[2] = cells.joined(separator: "\t")
    try lines.joined(separator: "\n").write(toFile: path, atomically: true, encoding: .utf8)
  }
}
