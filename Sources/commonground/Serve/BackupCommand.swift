import ArgumentParser
import Foundation
import Storage

/// Copies a site's database while it is being used.
struct BackupCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "backup",
    abstract: "Copy a site's database to a file, while the site runs.",
    discussion: """
      The copy is the state of one moment. It is written beside the target and renamed, so that a \
      broken-off backup leaves an earlier one as it was.
      """)

  @Option(help: "Folder of the site.")
  var data = "site"

  @Argument(help: "File to write.")
  var target: String

  func run() async throws {
    let folder = DataFolder(data)
    guard FileManager.default.fileExists(atPath: folder.database) else {
      throw ValidationError("There is no site in \(data).")
    }
    let aside = target + ".part"
    try? FileManager.default.removeItem(atPath: aside)
    let store = try folder.openStore()
    try await store.backUp(to: aside)
    guard rename(aside, target) == 0 else {
      throw ValidationError("\(target) can't be written: \(String(cString: strerror(errno))).")
    }
    print("Wrote \(target).")
  }
}
