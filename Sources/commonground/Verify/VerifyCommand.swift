import ArgumentParser
import Foundation
import Parallel
import Scoring
import Snapshot

/// `commonground verify`: recomputes published statuses, and tells where they differ.
struct VerifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Recompute published statuses from a snapshot, and tell where they differ.",
    discussion: """
      Scores the snapshot and compares the status of every note with the published one: that of \
      scored_notes.tsv where the folder has it, otherwise of note_status_history.tsv, otherwise of \
      a public status history (noteStatusHistory-00000.tsv and so on).

      Statuses depend on the moment for which they were decided, the seed and the models; give \
      those of the publisher. Where scored_notes.tsv was published, the moment is taken from it.

      Example:
        commonground verify demo/snapshot --published demo/scores

      Exit codes: 0 all statuses agree, 1 some differ, 64 wrong usage, 65 input that cannot be used.
      """)

  @Argument(help: "Folder with the public tables that were scored, plain or as .gz or .zip.")
  var snapshot: String

  @Option(help: ArgumentHelp("Folder with what was published.", valueName: "dir"))
  var published: String

  @Option(
    help: ArgumentHelp(
      "Folder with the state that score --prescore-only wrote. Default: prescore anew.",
      valueName: "dir"))
  var prescored: String?

  @Option(
    help: ArgumentHelp(
      """
      When to decide, in milliseconds since 1970. Default: as scored_notes.tsv says; otherwise the \
      snapshot's newest note or rating.
      """, valueName: "millis"))
  var now: Int64?

  @Option(help: "Seed of the random starting values. Default: 0, or the state's.")
  var seed: UInt64?

  @Option(help: "Models to compute: all, or core alone. Default: all, or the state's.")
  var models: ScoreCommand.ModelSelection?

  @Option(help: "Threads to use. Default: one per processor.")
  var threads: Int = processorCount()

  @Option(
    help: ArgumentHelp("Memory that the run may use, such as 16GB.", valueName: "size"))
  var memory: MemorySize = .mostOfTheMachine

  @Option(help: "Show this many of the notes that differ; --json has them all.")
  var limit = 10

  @Flag(name: .shortAndLong, help: "Show no progress.")
  var quiet = false

  @Flag(help: "Print the comparison as JSON.")
  var json = false

  func validate() throws {
    guard (1...1024).contains(threads) else {
      throw ValidationError("--threads is \(threads), but must be 1 to 1024.")
    }
    if let now, now < 0 {
      throw ValidationError("--now is \(now), but must be 0 or more.")
    }
    guard (0...1_000_000).contains(limit) else {
      throw ValidationError("--limit is \(limit), but must be 0 to 1000000.")
    }
  }

  func run() throws {
    var differs = false
    try reportingErrors {
      // Read first: a wrong folder is known before the work is done.
      let statuses = try PublishedStatuses(folder: published)
      let report = VerificationReport(
        snapshot: snapshot, published: statuses.source,
        verification: Verification(statuses, try recomputed(at: statuses.decidedAt)))
      differs = report.verification.differing > 0 || report.verification.onlyPublished > 0
      print(
        json ? try encodedJSON(report) : report.text(for: .standardOutput, limit: limit),
        terminator: json ? "\n" : "")
    }
    if differs { throw ExitStatus.differs }
  }

  private func recomputed(at decidedAt: Int64?) throws -> ScoredSnapshot {
    let state = try prescored.map { folder in try ScoringState(folder: folder) }
    let phase: ScorePhase = state == nil ? .whole : .final
    let progress = ScoreProgress(
      (models ?? .all).table, stages: phase.stages, isQuiet: quiet || json)
    defer { progress.finish() }
    let workers = Workers(threads: threads)
    let (data, _) = try SnapshotReader(workers: workers)
      .read(folder: snapshot) { progress.reading($0) }
    var options = ScoringOptions(now: now ?? decidedAt, workers: workers)
    options.seed = seed ?? state?.origin.seed ?? 0
    let sameModels = state.flatMap { ScoreCommand.ModelSelection(rawValue: $0.origin.modelTable) }
    options.models = (models ?? sameModels ?? .all).table
    options.modelMemory = memory.leftForModels(data)
    let rows = "\(data.ratings.count.grouped) ratings"
    let onStage: @Sendable (ScoringStage) -> Void = { stage in
      if stage != .idle { progress.begin(stage, detail: rows) }
    }
    if let state { return try scoreFinal(consume data, state, options, onStage: onStage) }
    return try score(consume data, options, onStage: onStage)
  }
}

extension PublishedStatuses {
  /// From whichever table a folder has.
  ///
  /// - Throws: `TableError`, `SnapshotError`.
  fileprivate init(folder: String) throws {
    func path(_ name: String) -> String? {
      let path = "\(folder)/\(name)"
      return FileManager.default.fileExists(atPath: path) ? path : nil
    }
    if let path = path("scored_notes.tsv") {
      try self.init(scoredNotes: TSVTable(path: path))
    } else if let path = path("note_status_history.tsv") {
      try self.init(statusHistory: TSVTable(path: path))
    } else {
      let data = try SnapshotReader(workers: .all).read(folder: folder).snapshot
      self.init(data.history, noteIDs: data.noteIDs, source: folder)
    }
  }
}
