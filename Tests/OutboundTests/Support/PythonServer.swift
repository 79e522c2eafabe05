import Foundation

/// A server of Tests/Support in a process of its own, which ends with this value.
final class PythonServer: Sendable {
  /// Where the server leaves what it got.
  let directory: URL
  let port: Int
  // Closing it ends the server; the process itself need not be touched again.
  private let input = Pipe()

  /// Whether scripts/test-python has run.
  static var isInstalled: Bool { FileManager.default.isExecutableFile(atPath: python.path) }

  static let advice = "needs the servers that scripts/test-python installs"

  private static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
  private static let python = root.appending(path: ".build/python/bin/python3")

  struct NotStarted: Error {}

  init(_ script: String, _ arguments: String...) async throws {
    directory = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
    let process = Process()
    process.executableURL = Self.python
    let file = Self.root.appending(path: "Tests/Support/\(script)")
    // -B: leaves nothing beside the scripts.
    process.arguments = ["-B", file.path, directory.path] + arguments
    process.standardInput = input
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()

    let portFile = directory.appending(path: "port")
    var port: Int?
    for _ in 0..<600 where port == nil {
      try await Task.sleep(for: .milliseconds(50))
      port = (try? String(contentsOf: portFile, encoding: .utf8)).flatMap(Int.init)
    }
    guard let port else { throw NotStarted() }
    self.port = port
  }

  deinit {
    try? input.fileHandleForWriting.close()
    try? FileManager.default.removeItem(at: directory)
  }
}
