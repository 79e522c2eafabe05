import Parallel
import Scoring
import Snapshot

extension ScoreCommand {
  /// Both phases, or final scoring with the state of an earlier run.
  func scoreAndWrite() throws -> ScoreSummary {
    try running { run in
      let state = try phases.prescored.map { folder in
        run.begin("state", title: "Read the prescoring state")
        return try ScoringState(folder: folder)
      }
      let (data, report) = try read(run)
      let options = try options(data, prescored: state?.origin)
      let source = phases.prescored.flatMap { folder in
        state.map { PrescoredSource($0, folder: folder, snapshot: data, options: options) }
      }
      let size = SnapshotSize(data)
      let rows = "\(size.ratings.grouped) ratings"
      let onStage: @Sendable (ScoringStage) -> Void = { run.begin($0, detail: rows) }
      // The ratings are given away: scoring frees them once it has them in its own order.
      let rest = data.withoutRatings
      let result =
        if let state {
          try scoreFinal(consume data, state, options, onStage: onStage)
        } else {
          try score(consume data, options, onStage: onStage)
        }

      run.beginWriting("\(result.history.count.grouped) notes")
      for table in result.tables(rest) {
        try table.write(to: run.folder, workers: options.workers)
      }
      try run.folder.commit()
      return ScoreSummary(
        result, size, report: report, snapshot: snapshot, output: output, prescored: source,
        clock: run.endedClock())
    }
  }

  /// Prescoring alone.
  func prescoreAndWrite() throws -> PrescoreSummary {
    try running { run in
      let (data, report) = try read(run)
      let rows = "\(data.ratings.count.grouped) ratings"
      let options = try options(data, prescored: nil)
      let state = try prescore(consume data, options) { run.begin($0, detail: rows) }
      run.beginWriting(ScoringState.fileName)
      try state.write(to: run.folder)
      try run.folder.commit()
      return PrescoreSummary(
        state, report: report, snapshot: snapshot, output: output, clock: run.endedClock())
    }
  }

  private func running<Summary>(_ body: (ScoreRun) throws -> Summary) throws -> Summary {
    let run = try ScoreRun(
      output: output, models: (models ?? .all).table, isQuiet: quiet || json, phase: phases.phase)
    defer { run.progress.finish() }
    return try body(run)
  }

  private func read(_ run: ScoreRun) throws(SnapshotError) -> (Snapshot, ReadReport) {
    run.begin("read", title: "Read the snapshot")
    return try SnapshotReader(workers: Workers(threads: threads), skipBadRows: skipBadRows)
      .read(folder: snapshot) { run.progress.reading($0) }
  }

  /// What was asked for; seed and models where they were not are those of prescoring.
  private func options(
    _ data: Snapshot, prescored: ScoringState.Origin?
  ) throws(TableError) -> ScoringOptions {
    var options = ScoringOptions(now: now, workers: Workers(threads: threads))
    options.seed = seed ?? prescored?.seed ?? 0
    let sameModels = prescored.flatMap { ModelSelection(rawValue: $0.modelTable) }
    options.models = (models ?? sameModels ?? .all).table
    if let raterClusters {
      options.clusters = try RaterClusters(
        TSVTable(path: raterClusters), participants: data.participants)
    }
    options.modelMemory = memory.leftForModels(data)
    options.previous = try rescoring.previousScores()
    options.checksFlips = rescoring.checkFlips
    if let noteTopics {
      options.topics = try NoteTopics(TSVTable(path: noteTopics), noteIDs: data.noteIDs)
    }
    return options
  }
}
