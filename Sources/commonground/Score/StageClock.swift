import Foundation

/// How long each stage of a command took, and how much memory the process had used by its end.
///
/// Stages of models that run side by side overlap: their times add up to more than has passed.
struct StageClock: Sendable {
  struct Stage: Sendable, Encodable {
    let name: String
    let title: String
    var seconds: Double
    /// Most resident memory of the process so far, in bytes.
    var peakBytes: Int
  }

  private(set) var stages: [Stage] = []
  private let clock = ContinuousClock()
  private let start: ContinuousClock.Instant

  init() { start = clock.now }

  /// What is running on a thread.
  private struct Running: Sendable {
    /// Position in `stages`.
    var stage: Int
    var since: ContinuousClock.Instant
  }

  /// By thread. Models run side by side, each through its stages.
  private var running: [UInt: Running] = [:]

  /// Ends the stage before on the same thread and begins the next, or goes on with one that ran
  /// before: a stage that every model goes through is listed once.
  mutating func begin(_ name: String, title: String, thread: UInt = currentThread()) {
    end(thread: thread)
    var stage = stages.firstIndex { $0.name == name }
    if stage == nil {
      stages.append(Stage(name: name, title: title, seconds: 0, peakBytes: 0))
      stage = stages.count - 1
    }
    if let stage { running[thread] = Running(stage: stage, since: clock.now) }
  }

  /// Ends what a thread runs.
  mutating func end(thread: UInt = currentThread()) {
    guard let ended = running.removeValue(forKey: thread) else { return }
    stages[ended.stage].seconds += Self.seconds(clock.now - ended.since)
    stages[ended.stage].peakBytes = peakResidentBytes()
  }

  /// Ends all that runs.
  mutating func endAll() { for thread in running.keys { end(thread: thread) } }

  /// Since the clock was made.
  var elapsedSeconds: Double { Self.seconds(clock.now - start) }

  private static func seconds(_ duration: Duration) -> Double { duration / .seconds(1) }
}

/// A number that no other thread which runs now has.
func currentThread() -> UInt { UInt(pthread_self()) }

/// The most resident memory that this process has had, in bytes; 0 where the system does not say.
func peakResidentBytes() -> Int {
  var usage = rusage()
  guard getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage) == 0 else { return 0 }
  return usage.ru_maxrss * 1024
}
