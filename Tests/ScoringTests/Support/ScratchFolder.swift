import Foundation
import Snapshot

/// Whether the numeric loops run at full speed; without optimisation they are a hundred times slower.
let isOptimizedBuild = {
  #if DEBUG
    false
  #else
    true
  #endif
}()

/// A folder for one use, removed with the value.
final class ScratchFolder {
  let path: String

  init() throws {
    path = FileManager.default.temporaryDirectory.path + "/scoring-tests-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }
}

extension OutputTable {
  /// The bytes of the table as it is written to its file.
  func printedBytes() throws -> [UInt8] {
    let scratch = try ScratchFolder()
    let folder = try OutputFolder(path: scratch.path + "/tables")
    try write(to: folder)
    try folder.commit()
    let url = URL(filePath: "\(folder.path)/\(schema.fileName)")
    return Array(try Data(contentsOf: url))
  }

  /// The table as it reads after it was written.
  func printed() throws -> TSVTable {
    try TSVTable(file: schema.fileName, bytes: printedBytes())
  }
}
