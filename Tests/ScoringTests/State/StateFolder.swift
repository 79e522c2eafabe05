import Foundation
import Snapshot

@testable import Scoring

/// A folder for the state and results of one test, removed with the value.
final class StateFolder: Sendable {
  let path = FileManager.default.temporaryDirectory
    .appending(path: "state-tests-\(UUID().uuidString)").path

  deinit { try? FileManager.default.removeItem(atPath: path) }

  var statePath: String { "\(path)/\(ScoringState.fileName)" }

  /// Writes a state and returns its bytes.
  @discardableResult
  func write(_ state: ScoringState) throws -> [UInt8] {
    let folder = try OutputFolder(path: path)
    try state.write(to: folder)
    try folder.commit()
    return Array(try Data(contentsOf: URL(filePath: statePath)))
  }

  /// Puts bytes where a state would be, and reads them as one.
  func read(_ bytes: [UInt8]) throws -> ScoringState {
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    // A new file each time: the one before may still be mapped.
    try? FileManager.default.removeItem(atPath: statePath)
    try Data(bytes).write(to: URL(filePath: statePath))
    return try ScoringState(folder: path)
  }

  /// The state as it is after being written and read.
  static func roundTrip(_ state: ScoringState) throws -> ScoringState {
    let folder = StateFolder()
    try folder.write(state)
    return try ScoringState(folder: folder.path)
  }

  /// The bytes of a state's file.
  static func bytes(of state: ScoringState) throws -> [UInt8] { try StateFolder().write(state) }
}

/// The bytes of all result tables, by file name.
func resultBytes(_ scored: ScoredSnapshot, _ snapshot: Snapshot) throws -> [String: Data] {
  let results = StateFolder()
  let folder = try OutputFolder(path: results.path)
  for table in scored.tables(snapshot) { try table.write(to: folder) }
  try folder.commit()
  let names = try FileManager.default.contentsOfDirectory(atPath: results.path)
  return try Dictionary(
    uniqueKeysWithValues: names.map {
      ($0, try Data(contentsOf: URL(filePath: "\(results.path)/\($0)")))
    })
}
