import ArgumentParser
import Foundation
import NoteModel
import Parallel
import Plots
import Scoring
import Snapshot

/// `commonground explain`: says why notes have their status.
struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Say why notes have their status.",
    discussion: """
      Reads what score wrote, and tells what each model says of a note, which rules applied, in \
      order, with the numbers that they compared, and what would change the status. With the \
      snapshot that was scored, also how raters of the two sides see the note.

      Examples:
        commonground explain --output demo/scores --samples 3
        commonground explain 1234 --output demo/scores --snapshot demo/snapshot --plot note.svg

      \(ExitStatus.help)
      """)

  @Argument(help: ArgumentHelp("Notes to explain.", valueName: "note"))
  var notes: [Int64] = []

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("Folder that score wrote to.", valueName: "dir"))
  var output: String

  @Option(help: "Explain this many notes that differ in status and in what decided it.")
  var samples: Int?

  @Option(
    help: ArgumentHelp(
      "The snapshot that was scored: adds the ratings of each side.", valueName: "dir"))
  var snapshot: String?

  @Option(
    help: ArgumentHelp(
      "Draw the raters of the one note on the viewpoint axis; needs --snapshot.",
      valueName: "file.svg"))
  var plot: String?

  @Flag(help: "Print a list of explanations as JSON.")
  var json = false

  func validate() throws {
    if notes.isEmpty && samples == nil {
      throw ValidationError("Name a note, or give --samples.")
    }
    if let samples, !(1...100).contains(samples) {
      throw ValidationError("--samples is \(samples), but must be 1 to 100.")
    }
    if plot != nil {
      if snapshot == nil {
        throw ValidationError("--plot needs --snapshot: the ratings are there.")
      }
      if notes.count != 1 || samples != nil {
        throw ValidationError("--plot draws one note; name one, and leave --samples out.")
      }
    }
  }

  func run() throws {
    try reportingErrors {
      let source = try ExplanationSource(folder: output)
      let ids = try (samples.map(source.samples) ?? []) + notes
      let data = try snapshot.map { folder in
        try SnapshotReader(workers: .all).read(folder: folder).snapshot
      }
      let explanations = try source.explanations(of: ids, ratedIn: data)
      let found = Set(explanations.map(\.noteID))
      for id in ids where !found.contains(String(id)) {
        writeToStandardError("Error: \(output) has no note \(id).\n")
        throw ExitStatus.badInput
      }
      if let plot, let explanation = explanations.first {
        try draw(explanation, to: plot)
      }
      if json {
        print(try encodedJSON(explanations))
      } else {
        for explanation in explanations { print(explanation.text(for: .standardOutput)) }
      }
    }
  }

  private func draw(_ explanation: NoteExplanation, to path: String) throws(OutputError) {
    guard let viewpoints = explanation.viewpoints else { return }
    let svg = DotLanes(viewpoints, ofNote: explanation.noteID, status: explanation.status).svg
    do {
      try Data(svg.utf8).write(to: URL(filePath: path), options: .atomic)
    } catch {
      throw OutputError(.cannotWrite, path: path, reason: error.localizedDescription)
    }
  }
}
