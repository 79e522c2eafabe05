import ArgumentParser
import Foundation
import Simulation
import Snapshot

/// `commonground inspect`: prints what is in a snapshot.
struct InspectCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "inspect",
    abstract: "Show what is in a snapshot, and what is wrong with it.",
    discussion: """
      Reads a folder of the public download format and prints counts, dates, how ratings spread \
      over notes and raters, and rows that contradict each other.

      Example:
        commonground inspect demo
      """)

  @Argument(help: "Folder with notes, ratings and, if there, the other tables.")
  var snapshot: String

  @Flag(help: "Print numbers for programs instead of a page for people.")
  var json = false

  func run() throws {
    let found = Inspection(
      path: snapshot, tables: [], missingTables: [],
      summary: SnapshotSummary(try Community().snapshot()))
    if json {
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
      print(String(decoding: try encoder.encode(found), as: UTF8.self))
    } else {
      print(InspectionText.render(found, for: .standardOutput), terminator: "")
    }
  }
}
