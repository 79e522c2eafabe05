import Scoring
import Snapshot
import Synchronization

/// A run of `score` under way: where its results go, and how far it has come.
final class ScoreRun: Sendable {
  let folder: OutputFolder
  let progress: ScoreProgress
  private let clock = Mutex(StageClock())

  /// Opens the folder, so that one that cannot be written is known before the work is done.
  init(output: String, models: ModelTable, isQuiet: Bool, phase: ScorePhase) throws(OutputError) {
    progress = ScoreProgress(models, stages: phase.stages, isQuiet: isQuiet)
    folder = try OutputFolder(path: output)
  }

  /// A step around scoring begins.
  func begin(_ name: String, title: String) {
    clock.withLock { $0.begin(name, title: title) }
  }

  /// A stage of scoring begins.
  ///
  /// - Parameter detail: rows it works on.
  func begin(_ stage: ScoringStage, detail: String) {
    if stage == .idle {
      clock.withLock { $0.end() }
      return
    }
    begin(stage.rawValue, title: stage.title)
    progress.begin(stage, detail: detail)
  }

  /// Writing begins.
  ///
  /// - Parameter detail: what is written.
  func beginWriting(_ detail: String) {
    begin("write", title: "Write results")
    progress.beginWriting(detail: detail)
  }

  /// The times of all steps, the last one ended.
  func endedClock() -> StageClock {
    clock.withLock { clock in
      clock.endAll()
      return clock
    }
  }
}
