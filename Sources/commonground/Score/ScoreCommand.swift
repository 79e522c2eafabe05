import ArgumentParser
import Foundation
import Parallel
import Scoring

/// `commonground score`: computes the status of every note in a snapshot.
struct ScoreCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "score",
    abstract: "Score a snapshot: which notes people who usually disagree find helpful.",
    discussion: """
      Reads the public tables (notes, ratings, status history, enrollment), computes the models, \
      applies the status rules and writes scored_notes.tsv, aux_note_info.tsv, \
      note_status_history.tsv and helpfulness_scores.tsv. The same input and options give the \
      same bytes, whatever the number of threads.

      Example:
        commonground score demo/snapshot --output demo/scores

      Learning where raters stand is most of the work, and changes slowly. It can be done rarely, \
      and final scoring often, on newer downloads of the same site; on the same one, the two give \
      the bytes of a whole run:
        commonground score monday --prescore-only --output state
        commonground score tuesday --final-only --prescored state --output scores

      \(ExitStatus.help)
      """)

  @Argument(help: "Folder with the public tables, plain or as .gz or .zip.")
  var snapshot: String

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("Folder for the results; made if missing.", valueName: "dir"))
  var output: String

  @Option(
    help: ArgumentHelp(
      "When to decide, in milliseconds since 1970. Default: the snapshot's newest note or rating.",
      valueName: "millis"))
  var now: Int64?

  @Option(
    help: """
      Seed of the random starting values. Default: 0; with --final-only, as the state was \
      prescored.
      """)
  var seed: UInt64?

  @Option(help: "Threads to use. Default: one per processor.")
  var threads: Int = processorCount()

  @Option(
    help: ArgumentHelp(
      """
      Memory that the run may use, such as 16GB or 800MB: models run side by side, the largest \
      first, as far as their estimates fit. Results do not depend on it. Default: three quarters \
      of the machine's.
      """, valueName: "size"))
  var memory: MemorySize = .mostOfTheMachine

  @Option(
    help: """
      Models to compute: all, or core alone. Default: all; with --final-only, as the state was \
      prescored.
      """)
  var models: ModelSelection?

  @Option(
    help: ArgumentHelp(
      """
      Coordinated raters: a table with raterParticipantId, postSelectionValue and \
      quasiCliqueValue. Default: they are found in the ratings.
      """, valueName: "file"))
  var raterClusters: String?

  @Option(
    help: ArgumentHelp(
      "Topics of notes: a table with noteId and noteTopic, such as an earlier scored_notes.tsv.",
      valueName: "file"))
  var noteTopics: String?

  @OptionGroup(title: "Phases") var phases: PhaseOptions

  @OptionGroup(title: "Building on an earlier run") var rescoring: RescoringOptions

  @Flag(help: "Leave out rows that cannot be read, and count them.")
  var skipBadRows = false

  @Flag(name: .shortAndLong, help: "Show neither progress nor summary.")
  var quiet = false

  @Flag(help: "Print the summary as JSON.")
  var json = false

  enum ModelSelection: String, ExpressibleByArgument, CaseIterable {
    case all
    case core

    var table: ModelTable { self == .all ? .all : .core }
  }

  func validate() throws {
    guard (1...1024).contains(threads) else {
      throw ValidationError("--threads is \(threads), but must be 1 to 1024.")
    }
    if let now, now < 0 {
      throw ValidationError("--now is \(now), but must be 0 or more.")
    }
  }

  func run() throws {
    try reportingErrors {
      switch phases.phase {
      case .prescoring: try show(prescoreAndWrite())
      case .whole, .final: try show(scoreAndWrite())
      }
    }
  }

  private func show(_ summary: some Encodable & TerminalText) throws {
    if json {
      print(try encodedJSON(summary))
    } else if !quiet {
      print(summary.text(for: .standardOutput), terminator: "")
    }
  }
}
