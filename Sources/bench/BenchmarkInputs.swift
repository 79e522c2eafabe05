import Foundation
import Simulation
import Snapshot

/// The snapshots that benchmarks run on.
enum BenchmarkInputs {
  /// A snapshot in a folder.
  struct Input {
    let name: String
    let folder: String
    /// When to decide; nil: at the newest rating.
    var now: Int64?
  }

  /// The parity sets `small` and `medium` where `../shared/parity` is beside the project, else
  /// simulated communities of about their size.
  static func small() throws -> Input { try parity("small") ?? simulated("small", 4_000, 6_000) }
  static func medium() throws -> Input {
    try parity("medium") ?? simulated("medium", 12_000, 24_000)
  }

  private static let root = FileManager.default.temporaryDirectory.appending(
    path: "commonground-bench")

  /// Removes what was unpacked and simulated.
  static func removeAll() { try? FileManager.default.removeItem(at: root) }

  private static func parity(_ name: String) throws -> Input? {
    let source = URL(filePath: FileManager.default.currentDirectoryPath)
      .appending(path: "../shared/parity/\(name)").standardizedFileURL
    guard FileManager.default.fileExists(atPath: source.appending(path: "input.tar.xz").path)
    else { return nil }
    let folder = root.appending(path: name)
    if !FileManager.default.fileExists(atPath: folder.path) {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      let tar = try Process.run(
        URL(filePath: "/usr/bin/env"),
        arguments: ["tar", "-xJf", source.appending(path: "input.tar.xz").path, "-C", folder.path])
      tar.waitUntilExit()
      guard tar.terminationStatus == 0 else { throw CocoaError(.fileReadCorruptFile) }
    }
    return Input(name: name, folder: folder.path, now: 1_784_160_000_000)
  }

  /// A simulated community of many ratings: 50 a note, 80 a rater.
  static func large(millions: Int) throws -> Input {
    var community = Community()
    community.raters = 12_500 * millions
    community.notes = 20_000 * millions
    community.ratings = 1_000_000 * millions
    return try simulated("\(millions) million", community)
  }

  private static func simulated(_ name: String, _ raters: Int, _ notes: Int) throws -> Input {
    var community = Community()
    community.raters = raters
    community.notes = notes
    return try simulated("\(name) (simulated)", community)
  }

  private static func simulated(_ name: String, _ community: Community) throws -> Input {
    let folder = root.appending(path: name).path
    let output = try OutputFolder(path: folder)
    try SnapshotWriter().write(community.simulate().snapshot, to: output)
    try output.commit()
    return Input(name: name, folder: folder)
  }
}
