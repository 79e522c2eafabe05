import Foundation
import Testing

@Suite("The command verify")
struct VerifyCommandTests {
  private let folder: TemporaryFolder

  /// Given a small simulated community and its scores.
  init() throws { folder = try ScoredCommunity().folder }

  private func verify(_ arguments: String...) throws -> Program.Outcome {
    try Program.run(["verify", "\(folder.path)/in", "--published"] + arguments)
  }

  @Test("agrees with what score wrote, in either of its tables")
  func agrees() throws {
    let outcome = try verify("\(folder.path)/out")
    #expect(outcome.status == 0, "\(outcome.output) \(outcome.errors)")
    #expect(outcome.output.contains("400 of 400 notes agree"))
    try FileManager.default.removeItem(atPath: "\(folder.path)/out/scored_notes.tsv")
    #expect(try verify("\(folder.path)/out").status == 0)
  }

  @Test("exits with 1 and names the notes where a status was changed")
  func differs() throws {
    let path = "\(folder.path)/out/scored_notes.tsv"
    var lines = try String(contentsOfFile: path, encoding: .utf8).components(separatedBy: "\n")
    let column = try #require(
      lines[0].components(separatedBy: "\t").firstIndex(of: "finalRatingStatus"))
    var cells = lines[7].components(separatedBy: "\t")
    cells[column] =
      cells[column] == "NEEDS_MORE_RATINGS" ? "CURRENTLY_RATED_HELPFUL" : "NEEDS_MORE_RATINGS"
    lines[7] = cells.joined(separator: "\t")
    try lines.joined(separator: "\n").write(toFile: path, atomically: true, encoding: .utf8)

    let outcome = try verify("\(folder.path)/out", "--json")
    #expect(outcome.status == 1)
    struct Report: Decodable {
      struct Verification: Decodable {
        struct Difference: Decodable { var noteID: String }
        var compared: Int
        var differences: [Difference]
      }
      var verification: Verification
    }
    let report = try JSONDecoder().decode(Report.self, from: Data(outcome.output.utf8))
    #expect(report.verification.compared == 400)
    #expect(report.verification.differences.map(\.noteID) == [cells[0]])
    let text = try verify("\(folder.path)/out")
    #expect(text.status == 1)
    #expect(text.output.contains("399 of 400 notes agree"))
    #expect(text.output.contains(cells[0]))
  }

  @Test("exits with 65 for a folder where nothing was published")
  func nothingPublished() throws {
    let outcome = try verify("\(folder.path)/nowhere")
    #expect(outcome.status == 65)
    #expect(outcome.errors.contains("\(folder.path)/nowhere"))
  }
}
