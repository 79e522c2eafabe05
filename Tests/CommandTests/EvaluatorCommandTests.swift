import Foundation
import Testing

@Suite("The command evaluator")
struct EvaluatorCommandTests {
  private let folder: TemporaryFolder

  /// Given a small simulated community and its scores.
  init() throws { folder = try ScoredCommunity().folder }

  private func evaluator(_ arguments: String...) throws -> Program.Outcome {
    try Program.run(["evaluator"] + arguments)
  }

  private struct Report: Decodable {
    struct Measured: Decodable {
      struct Bin: Decodable { var notes: Int }
      var evaluator: String
      var notes: Int
      var bins: [Bin]
    }
    struct Tag: Decodable { var name: String }
    var notes: Int
    var claimOpinion: Measured
    var harassment: Measured
    var tags: [Tag]
  }

  private func report(_ outcome: Program.Outcome) throws -> Report {
    try #require(outcome.status == 0, "\(outcome.errors)")
    return try JSONDecoder().decode(Report.self, from: Data(outcome.output.utf8))
  }

  @Test("trains the same bytes again, whatever the number of threads")
  func trains() throws {
    for (name, threads) in [("a", "1"), ("b", "2")] {
      let outcome = try evaluator(
        "train", "\(folder.path)/in", "--scores", "\(folder.path)/out", "--output",
        "\(folder.path)/\(name)", "--threads", threads)
      try #require(outcome.status == 0, "\(outcome.errors)")
      #expect(outcome.output.contains("ClaimOpinion"))
    }
    #expect(try folder.contents(of: "a") == folder.contents(of: "b"))
  }

  @Test("reports on fewer notes with a model than without, since it learned from the others")
  func reports() throws {
    let trained = try evaluator("train", "\(folder.path)/in", "--output", "\(folder.path)/model")
    try #require(trained.status == 0, "\(trained.errors)")
    let cold = try report(evaluator("report", "\(folder.path)/in", "--json"))
    let learned = try report(
      evaluator("report", "\(folder.path)/in", "--model", "\(folder.path)/model", "--json"))
    #expect(learned.notes > 0 && learned.notes < cold.notes / 2)
    #expect(
      learned.tags.map(\.name) == [
        "helpfulAddressesClaim", "notHelpfulOpinionSpeculation",
        "notHelpfulSpamHarassmentOrAbuse",
      ])
    #expect(cold.harassment.bins.reduce(0) { $0 + $1.notes } == cold.harassment.notes)
    let text = try evaluator("report", "\(folder.path)/in", "--model", "\(folder.path)/model")
    #expect(text.status == 0)
    #expect(text.output.contains("area under the curve"))
  }

  @Test("exits with 65 and names the file that is no model, no table or no list of rules")
  func badInput() throws {
    let bad = "\(folder.path)/bad"
    try "one\n2\t3\n".write(toFile: bad, atomically: true, encoding: .utf8)
    for arguments in [
      ["report", "\(folder.path)/in", "--model", bad], ["report", "\(folder.path)/nowhere"],
      ["train", "\(folder.path)/in", "--output", "\(folder.path)/m", "--posts", bad],
      ["train", "\(folder.path)/in", "--output", "\(folder.path)/m", "--abuse-rules", bad],
    ] {
      let outcome = try Program.run(["evaluator"] + arguments)
      #expect(outcome.status == 65, "\(arguments)")
      #expect(outcome.errors.contains(folder.path), "\(outcome.errors)")
    }
  }

  @Test("exits with 73 where the model can't be written")
  func cannotWrite() throws {
    let outcome = try evaluator(
      "train", "\(folder.path)/in", "--output", "\(folder.path)/nowhere/model")
    #expect(outcome.status == 73)
    #expect(outcome.errors.contains("nowhere/model"))
  }
}
