import Foundation
import Scoring
import Snapshot
import Synchronization

/// One line on standard error that says how far scoring has come; nothing where standard error is
/// not a terminal.
final class ScoreProgress: Sendable {
  private let terminal: Terminal
  private let isShown: Bool
  private let state: Mutex<State>

  /// Reading takes about this share of a run.
  private static let readingShare = 0.05

  private struct State: Sendable {
    var clock = StageClock()
    var shares: RunShares
    var doneBefore = 0.0
    var stageShare = 0.0
    var title = ""
    var detail = ""
    var lastShown = -1.0
  }

  /// - Parameter stages: those that the run goes through.
  init(_ models: ModelTable, stages: [ScoringStage], isQuiet: Bool) {
    terminal = .standardError
    isShown = !isQuiet && isatty(STDERR_FILENO) == 1
    state = Mutex(State(shares: RunShares(models, stages: stages)))
  }

  /// A table is being read.
  func reading(_ progress: ReadProgress) {
    let share =
      progress.totalBytes > 0 ? Double(progress.bytesRead) / Double(progress.totalBytes) : 0
    state.withLock { state in
      state.doneBefore = Self.readingShare * share
      state.stageShare = 0
      state.title = "Read \(progress.table.rawValue)"
      state.detail = "\(progress.bytesRead.asBytes) of \(progress.totalBytes.asBytes)"
      show(&state, force: false)
    }
  }

  /// A stage of scoring begins.
  ///
  /// - Parameter detail: rows it works on.
  func begin(_ stage: ScoringStage, detail: String) {
    let done = state.withLock { $0.shares.begin(stage) }
    begin(stage.title, detail: detail, done: Self.readingShare + (1 - Self.readingShare) * done)
  }

  /// The results are being written.
  func beginWriting(detail: String) {
    begin("Write results", detail: detail, done: 0.99)
  }

  private func begin(_ title: String, detail: String, done: Double) {
    state.withLock { state in
      // Models side by side begin their stages in no order.
      state.doneBefore = max(state.doneBefore, done)
      state.title = title
      state.detail = detail
      show(&state, force: true)
    }
  }

  /// Takes the line away.
  func finish() {
    if isShown { writeToStandardError("\r\u{1B}[K") }
  }

  private func show(_ state: inout State, force: Bool) {
    guard isShown else { return }
    let elapsed = state.clock.elapsedSeconds
    guard force || elapsed - state.lastShown > 0.1 else { return }
    state.lastShown = elapsed
    let text = Self.line(
      title: state.title, detail: state.detail, done: state.doneBefore, elapsed: elapsed,
      terminal: terminal)
    writeToStandardError("\r\u{1B}[K" + text)
  }

  /// `[bar] 43 %  Fit diligence  1,192,716 ratings  about 8 s left`, cut to the terminal.
  static func line(
    title: String, detail: String, done: Double, elapsed: Double, terminal: Terminal
  ) -> String {
    let columns = 16
    let filled = terminal.bar(done, columns: columns)
    let bar = filled + String(repeating: " ", count: max(0, columns - filled.count))
    var text = "\(String(format: "%3.0f", 100 * done)) %  \(title)"
    if !detail.isEmpty { text += "  \(detail)" }
    if done > 0.03, elapsed > 1 {
      text += "  about \((elapsed * (1 - done) / done).asDuration) left"
    }
    return bar + String(text.prefix(max(0, terminal.width - columns - 1)))
  }
}
