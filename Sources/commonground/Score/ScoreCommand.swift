import ArgumentParser
import Parallel
import Scoring
import Snapshot

struct ScoreCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "score", abstract: "Score a snapshot: which notes are helpful, and why.")

  @Argument(help: "The folder with the public tables.") var snapshot: String
  @Option(help: "The folder for the results.") var output: String
  @Option var now: Int64?
  @Option var seed: UInt64 = 0
  @Option var threads: Int = processorCount()
  @Option var raterClusters: String?
  @Option var noteTopics: String?

  func run() throws {
    let clock = ContinuousClock()
    let start = clock.now
    let workers = Workers(threads: threads)
    let (data, _) = try SnapshotReader(workers: workers).read(folder: snapshot)
    print("read", clock.now - start)
    let clusters = try raterClusters.map {
      try RaterClusters(TSVTable(path: $0), participants: data.participants)
    }
    let topics = try noteTopics.map { try NoteTopics(TSVTable(path: $0), noteIDs: data.noteIDs) }
    let result = try score(
      data,
      ScoringOptions(
        now: now, seed: seed, workers: workers, clusters: clusters ?? RaterClusters(),
        topics: topics), onStage: { print($0, clock.now - start) })
    print("scored", clock.now - start)
    let folder = try OutputFolder(path: output)
    try result.scoredNotesTable().write(to: folder, workers: workers)
    try result.auxiliaryNoteTable(participants: data.participants).write(
      to: folder, workers: workers)
    try OutputTable(result.history, noteIDs: data.noteIDs, participants: data.participants).write(
      to: folder, workers: workers)
    try folder.commit()
    print("written", clock.now - start)
  }
}
