import Foundation
import Testing

/// Teaches the evaluator with public files of 2021 where they are at hand beside the project.
@Suite("The evaluator on real notes")
struct EvaluatorRealDataTests {
  /// `../shared` beside the project, or where the environment says.
  private static let folder =
    (ProcessInfo.processInfo.environment["SHARED_DATA"]
      ?? FileManager.default.currentDirectoryPath + "/../shared") + "/real/birdwatch-2021"
  private static var isThere: Bool { FileManager.default.fileExists(atPath: folder) }

  private struct Report: Decodable {
    struct Tag: Decodable {
      var name: String
      var notes: Int
      var auc: Double?
    }
    var tags: [Tag]

    func tag(_ name: String) throws -> Tag { try #require(tags.first { $0.name == name }) }
  }

  private func report(_ arguments: String...) throws -> Report {
    let outcome = try Program.run(["evaluator", "report", Self.folder, "--json"] + arguments)
    try #require(outcome.status == 0, "\(outcome.errors)")
    return try JSONDecoder().decode(Report.self, from: Data(outcome.output.utf8))
  }

  @Test(
    "opinion is told on held-out posts, and better when learned than by hand-set signals",
    .enabled(if: isThere, "../shared/real is not there"))
  func tellsOpinion() throws {
    let folder = try TemporaryFolder()
    let trained = try Program.run(
      "evaluator", "train", Self.folder, "--output", "\(folder.path)/model")
    try #require(trained.status == 0, "\(trained.errors)")
    let learned = try report("--model", "\(folder.path)/model").tag("notHelpfulOpinionSpeculation")
    let cold = try report().tag("notHelpfulOpinionSpeculation")
    // Measured: 0.873 on 193 notes, and 0.755 on 1,139.
    #expect(learned.notes > 150)
    #expect(try #require(learned.auc) > 0.8)
    #expect(try #require(cold.auc) > 0.7)
  }

  @Test(
    "a tag that the form of the time did not have gives no label",
    .enabled(if: isThere, "../shared/real is not there"))
  func heedsForms() throws {
    #expect(try report().tag("helpfulAddressesClaim").notes == 0)
  }
}
