import ArgumentParser
import Foundation
import Service

/// Writes what the last run of a site read and decided, so that it can be repeated.
struct ExportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Write what a site's last scoring run read and decided.",
    discussion: """
      For the operator: nothing is held back for 48 hours. The files are in the public format; \
      `commonground verify` compares a repetition of the run with the statuses that the site shows.
      """)

  @Option(help: "Folder of the site.")
  var data = "site"

  @Argument(help: "Folder to write; new or empty.")
  var output: String

  func run() async throws {
    let folder = DataFolder(data)
    guard FileManager.default.fileExists(atPath: folder.database) else {
      throw ValidationError("There is no site in \(data).")
    }
    let manifest = try await ExactExport(
      store: folder.openStore(), engineVersion: CommonGround.version
    ).write(to: output, at: SiteClock.system.now())
    for file in manifest.files {
      print("\(file.name)  \(file.rows.grouped) rows, \(file.bytes.grouped) bytes")
    }
    let commands = manifest.verification(folder: output)
    guard !commands.isEmpty else {
      print("No run has decided anything yet.")
      return
    }
    print("\nRepeat the run:")
    for command in commands { print("  \(command)") }
  }
}
