import ArgumentParser
import Foundation
import Parallel
import Scoring
import Snapshot
import Synchronization

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

  @Option(help: "Seed of the random starting values.")
  var seed: UInt64 = 0

  @Option(help: "Threads to use. Default: one per processor.")
  var threads: Int = processorCount()

  @Option(help: "Models to compute: all, or core alone.")
  var models: ModelSelection = .all

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
      let summary = try computeAndWrite()
      if json {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        print(String(decoding: try encoder.encode(summary), as: UTF8.self))
      } else if !quiet {
        print(summary.text(for: .standardOutput), terminator: "")
      }
    }
  }

  private func computeAndWrite() throws -> ScoreSummary {
    let workers = Workers(threads: threads)
    let progress = ScoreProgress(models.table, isQuiet: quiet || json)
    defer { progress.finish() }
    let clock = Mutex(StageClock())
    // Opened first, so that a folder that cannot be written is known before the work is done.
    let folder = try OutputFolder(path: output)

    clock.withLock { $0.begin("read", title: "Read the snapshot") }
    let (data, report) = try SnapshotReader(workers: workers, skipBadRows: skipBadRows)
      .read(folder: snapshot) { progress.reading($0) }
    let clusters = try raterClusters.map {
      try RaterClusters(TSVTable(path: $0), participants: data.participants)
    }
    let topics = try noteTopics.map { try NoteTopics(TSVTable(path: $0), noteIDs: data.noteIDs) }
    let rows = "\(data.ratings.count.grouped) ratings"
    let result = try score(
      data,
      ScoringOptions(
        now: now, seed: seed, workers: workers, clusters: clusters, topics: topics,
        models: models.table)
    ) { stage in
      clock.withLock { $0.begin(stage.rawValue, title: stage.title) }
      progress.begin(stage, detail: rows)
    }

    clock.withLock { $0.begin("write", title: "Write results") }
    progress.beginWriting(detail: "\(result.history.count.grouped) notes")
    for table in result.tables(data) { try table.write(to: folder, workers: workers) }
    try folder.commit()
    return clock.withLock { clock in
      clock.end()
      return ScoreSummary(
        result, data, report: report, snapshot: snapshot, output: output, clock: clock)
    }
  }
}
