import Foundation
import Testing

@Suite("The command explain")
struct ExplainCommandTests {
  private let folder: TemporaryFolder

  /// Given a small simulated community and its scores.
  init() throws { folder = try ScoredCommunity().folder }

  @Test("gives reasons for samples of different status")
  func samples() throws {
    let outcome = try Program.run("explain", "--output", "\(folder.path)/out", "--samples", "3")
    #expect(outcome.status == 0)
    #expect(outcome.output.components(separatedBy: "The site").count == 4)
    #expect(outcome.output.contains("decided by"))
  }

  @Test("explains the note that was asked for, and no other")
  func oneNote() throws {
    let id = try anyNote()
    let outcome = try Program.run("explain", "--output", "\(folder.path)/out", id)
    #expect(outcome.status == 0)
    #expect(outcome.output.hasPrefix("Note \(id): "))
  }

  @Test("exits with 65 for a note that is not there")
  func unknownNote() throws {
    let outcome = try Program.run("explain", "--output", "\(folder.path)/out", "12")
    #expect(outcome.status == 65)
    #expect(outcome.errors.contains("has no note 12"))
  }

  @Test("exits with 65 for a folder that score did not write")
  func noScores() throws {
    let outcome = try Program.run("explain", "--output", "\(folder.path)/in", "--samples", "1")
    #expect(outcome.status == 65)
    #expect(outcome.errors.contains("scored_notes.tsv"))
  }

  /// A note of the scored folder.
  private func anyNote() throws -> String {
    let table = try String(decoding: folder.contents(of: "out/scored_notes.tsv"), as: UTF8.self)
    return try String(#require(table.split(separator: "\n")[5].split(separator: "\t").first))
  }

  @Test("with the snapshot tells how each side rated, and draws it")
  func viewpoints() throws {
    let plot = "\(folder.path)/note.svg"
    let outcome = try Program.run(
      "explain", "--output", "\(folder.path)/out", "--snapshot", "\(folder.path)/in", "--plot",
      plot,
      try anyNote())
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(outcome.output.contains("By viewpoint"))
    let svg = try String(contentsOfFile: plot, encoding: .utf8)
    #expect(svg.hasPrefix("<svg") && svg.contains("<circle"))
  }

  @Test("answers in JSON with --json")
  func json() throws {
    struct Note: Decodable {
      struct Model: Decodable { var name: String }
      var noteID: String
      var models: [Model]
    }
    let outcome = try Program.run(
      "explain", "--output", "\(folder.path)/out", "--json", "--samples", "2")
    let notes = try JSONDecoder().decode([Note].self, from: Data(outcome.output.utf8))
    #expect(notes.count == 2)
    #expect(notes.allSatisfy { !$0.models.isEmpty })
  }

  @Test(
    "exits with 64 where --plot has no snapshot or more than one note", arguments: [true, false])
  func plotUsage(hasSnapshot: Bool) throws {
    let snapshot = hasSnapshot ? ["--snapshot", "\(folder.path)/in", "--samples", "2"] : ["7"]
    let outcome = try Program.run(
      ["explain", "--output", "\(folder.path)/out", "--plot", "x.svg"] + snapshot)
    #expect(outcome.status == 64)
    #expect(outcome.errors.contains("--plot"))
  }
}
