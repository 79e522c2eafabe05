import Foundation
import Testing

/// The built program, run as a person runs it.
enum Program {
  struct Outcome {
    let status: Int32
    let output: String
    let errors: String
  }

  /// Runs `commonground` with some arguments; standard input is empty.
  static func run(_ arguments: String...) throws -> Outcome { try run(arguments) }

  /// The same with a list.
  static func run(_ arguments: [String]) throws -> Outcome {
    let process = Process()
    process.executableURL = URL(filePath: CommandLine.arguments[0])
      .deletingLastPathComponent().appending(path: "commonground")
    process.arguments = arguments
    let output = Pipe()
    let errors = try TemporaryFolder()
    let errorFile = errors.path + "/errors"
    _ = FileManager.default.createFile(atPath: errorFile, contents: nil)
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = output
    process.standardError = FileHandle(forWritingAtPath: errorFile)
    try process.run()
    let text = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return Outcome(
      status: process.terminationStatus, output: String(decoding: text, as: UTF8.self),
      errors: try String(contentsOfFile: errorFile, encoding: .utf8))
  }
}

/// A folder that goes away with the value.
final class TemporaryFolder {
  let path: String

  init() throws {
    let url = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    path = url.path
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// The names of the visible files in a folder below, sorted; empty where it does not exist.
  func files(in name: String) -> [String] {
    let all = (try? FileManager.default.contentsOfDirectory(atPath: "\(path)/\(name)")) ?? []
    return all.sorted()
  }

  func contents(of name: String) throws -> Data {
    try Data(contentsOf: URL(filePath: "\(path)/\(name)"))
  }
}

/// A small simulated community in `in` that was scored into `out`.
struct ScoredCommunity {
  let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    _ = try Program.run(
      "simulate", "--output", "\(folder.path)/in", "--raters", "300", "--notes", "400", "--seed",
      "3")
    let scored = try Program.run(
      "score", "\(folder.path)/in", "--output", "\(folder.path)/out", "--quiet")
    try #require(scored.status == 0, "\(scored.errors)")
  }
}
