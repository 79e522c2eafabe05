import Foundation
import Simulation
import Snapshot
import Testing

@testable import commonground

/// Kills the real program at many moments: what it leaves must be all or nothing.
@Suite("A killed run", .serialized)
struct KilledRunTests {
  /// The program beside the tests.
  private static var program: URL {
    URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
      .appending(path: "commonground")
  }

  /// Runs the program; killed after the delay if it is still running then.
  ///
  /// - Returns: whether it ended by itself.
  private func run(_ arguments: [String], killAfter delay: TimeInterval? = nil) throws -> Bool {
    let process = Process()
    process.executableURL = Self.program
    process.arguments = arguments
    process.standardError = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    try process.run()
    if let delay {
      Thread.sleep(forTimeInterval: delay)
      if process.isRunning { kill(process.processIdentifier, SIGKILL) }
    }
    process.waitUntilExit()
    return process.terminationReason == .exit && process.terminationStatus == 0
  }

  /// The files of a folder, without what is hidden; nil where it is missing.
  private func contents(_ folder: String) throws -> [String: Data]? {
    guard FileManager.default.fileExists(atPath: folder) else { return nil }
    let names = try FileManager.default.contentsOfDirectory(atPath: folder)
      .filter { !$0.hasPrefix(".") }
    return try Dictionary(
      uniqueKeysWithValues: names.map {
        ($0, try Data(contentsOf: URL(filePath: "\(folder)/\($0)")))
      })
  }

  @Test(
    "leaves no results or all of them, and the next one succeeds",
    arguments: [[], ["--prescore-only"], ["--final-only", "--prescored", "state"]])
  func allOrNothing(options: [String]) throws {
    let root = FileManager.default.temporaryDirectory
      .appending(path: "killed-run-\(UUID().uuidString)").path
    defer { try? FileManager.default.removeItem(atPath: root) }
    var community = Community()
    community.raters = 200
    community.notes = 250
    community.ratings = 8_000
    let folder = try OutputFolder(path: "\(root)/in")
    try SnapshotWriter().write(try community.snapshot(), to: folder)
    try folder.commit()
    func arguments(_ output: String) -> [String] {
      ["score", "\(root)/in", "--output", "\(root)/\(output)", "--quiet", "--threads", "1"]
        + options.map { $0 == "state" ? "\(root)/state" : $0 }
    }
    if options.contains("--final-only") {
      #expect(
        try run(
          ["score", "\(root)/in", "--output", "\(root)/state", "--prescore-only", "--quiet"]))
    }
    let start = Date()
    #expect(try run(arguments("whole")))
    let duration = Date().timeIntervalSince(start)
    let whole = try #require(try contents("\(root)/whole"))

    // Killed at moments that fall everywhere, densest towards the end, where results are written.
    for step in 0..<12 {
      let moment = duration * (1 - pow(Double(step) / 12, 2)) * 1.02
      let ended = try run(arguments("out"), killAfter: moment)
      let left = try contents("\(root)/out") ?? [:]
      let isComplete =
        left[options.contains("--prescore-only") ? "prescoring.state" : "scored_notes.tsv"] != nil
      #expect(!isComplete || left == whole)
      #expect(!ended || isComplete)
    }
    #expect(try run(arguments("out")))
    #expect(try contents("\(root)/out") == whole)
    // Nothing half-written stays beside it.
    let names = try FileManager.default.contentsOfDirectory(atPath: root).sorted()
    #expect(
      Set(names) == Set(["in", "out", "whole"] + (options.contains("state") ? ["state"] : [])))
    let files = try FileManager.default.contentsOfDirectory(atPath: "\(root)/out")
    #expect(Set(files) == Set(whole.keys))
  }
}
