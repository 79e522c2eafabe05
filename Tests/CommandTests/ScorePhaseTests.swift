import ArgumentParser
import Foundation
import Scoring
import Simulation
import Snapshot
import Testing

@testable import commonground

@Suite("commonground score in two phases")
struct ScorePhaseTests {
  /// The first line of what a person reads when options do not go together.
  private func refusal(_ options: [String]) -> String? {
    let error = #expect(throws: (any Error).self) {
      try ScoreCommand.parse(["in", "--output", "out"] + options)
    }
    return error.map { String(ScoreCommand.fullMessage(for: $0).prefix { $0 != "\n" }) }
  }

  @Test("runs both in one go unless told otherwise")
  func phases() throws {
    func phase(_ options: [String]) throws -> ScorePhase {
      try ScoreCommand.parse(["in", "--output", "out"] + options).phases.phase
    }
    #expect(try phase([]) == .whole)
    #expect(try phase(["--prescore-only"]) == .prescoring)
    #expect(try phase(["--final-only", "--prescored", "state"]) == .final)
  }

  @Test("explains options that do not go together")
  func refusals() {
    #expect(
      refusal(["--prescore-only", "--final-only"])
        == "Error: --prescore-only and --final-only exclude each other; without either, both "
        + "phases run in one go.")
    #expect(
      refusal(["--final-only"])
        == "Error: --final-only needs --prescored: the folder that --prescore-only wrote its "
        + "state to.")
    #expect(
      refusal(["--prescored", "state"])
        == "Error: --prescored has a meaning with --final-only alone; add it, or leave both out.")
    #expect(
      refusal(["--prescored", "state", "--prescore-only"])
        == "Error: --prescored names what --final-only reads; --prescore-only writes its state "
        + "to --output.")
  }

  @Test("shares out the progress line among the stages of the phase")
  func stages() {
    #expect(!ScorePhase.prescoring.stages.contains(.decision))
    #expect(!ScorePhase.final.stages.contains(.secondFit))
    #expect(
      Set(ScorePhase.prescoring.stages).union(ScorePhase.final.stages)
        == Set(ScorePhase.whole.stages))
  }

  @Test("writes the state alone, then with it the files of a whole run")
  func files() throws {
    let root = FileManager.default.temporaryDirectory
      .appending(path: "score-phase-tests-\(UUID().uuidString)").path
    defer { try? FileManager.default.removeItem(atPath: root) }
    var community = Community()
    community.raters = 300
    community.notes = 300
    community.ratings = 12_000
    community.coordinatedGroups.count = 0
    let folder = try OutputFolder(path: "\(root)/in")
    try SnapshotWriter().write(try community.snapshot(), to: folder)
    try folder.commit()
    func score(_ output: String, _ options: [String]) throws {
      try ScoreCommand.parse(
        ["\(root)/in", "--output", "\(root)/\(output)", "--quiet"] + options
      ).run()
    }
    func contents(_ output: String) throws -> [String: Data] {
      let names = try FileManager.default.contentsOfDirectory(atPath: "\(root)/\(output)")
      return try Dictionary(
        uniqueKeysWithValues: names.map {
          ($0, try Data(contentsOf: URL(filePath: "\(root)/\(output)/\($0)")))
        })
    }
    try score("whole", ["--models", "core", "--seed", "3"])
    try score("state", ["--models", "core", "--seed", "3", "--prescore-only"])
    #expect(try contents("state").keys.sorted() == ["prescoring.state"])
    // Models and seed come from the state.
    try score("split", ["--final-only", "--prescored", "\(root)/state"])
    #expect(try contents("split") == contents("whole"))
  }

  @Test("writes nothing where the state cannot be read")
  func noState() throws {
    let root = FileManager.default.temporaryDirectory
      .appending(path: "score-phase-tests-\(UUID().uuidString)").path
    let command = try ScoreCommand.parse([
      root, "--output", "\(root)/out", "--final-only", "--prescored", root, "--quiet",
    ])
    #expect(throws: ExitStatus.badInput) { try command.run() }
    #expect(!FileManager.default.fileExists(atPath: "\(root)/out"))
  }
}
