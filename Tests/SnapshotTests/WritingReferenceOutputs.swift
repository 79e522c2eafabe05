import Foundation

/// Outputs of the reference scorer, kept beside the project rather than in it.
///
/// They are looked for in `../shared`, or where `COMMONGROUND_SHARED` says.
enum ReferenceOutputs {
  static let archive: String = {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().path
    let shared = ProcessInfo.processInfo.environment["COMMONGROUND_SHARED"] ?? root + "/../shared"
    return shared + "/parity/small/expected.tar.xz"
  }()

  /// Whether the archive is there, and what unpacks it.
  static var isAvailable: Bool {
    ["/usr/bin/xz", "/usr/bin/env", archive].allSatisfy(FileManager.default.fileExists)
  }

  /// Unpacks the tables into a folder; returns where they are.
  static func unpack(into folder: TemporaryFolder) throws -> String {
    let tar = Process()
    tar.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    tar.arguments = ["tar", "-xJf", archive, "-C", folder.path]
    try tar.run()
    tar.waitUntilExit()
    return folder.path + "/expected"
  }
}
