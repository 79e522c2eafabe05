import ArgumentParser
import Foundation
import Storage

/// Checks a site's database.
struct DoctorCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor",
    abstract:
      "Check a site's database: its pages, its indices, and that every link leads somewhere.",
    discussion: "Exits with 1 where something is wrong, and says what.")

  @Option(help: "Folder of the site.")
  var data = "site"

  func run() async throws {
    let folder = DataFolder(data)
    guard FileManager.default.fileExists(atPath: folder.database) else {
      throw ValidationError("There is no site in \(data).")
    }
    let findings = try await folder.openStore().findings()
    guard findings.isEmpty else {
      for finding in findings { print("✗ \(finding)") }
      print("Restore a backup: \(findings.count) finding(s).")
      throw ExitCode(1)
    }
    print("✓ The database is sound.")
  }
}
