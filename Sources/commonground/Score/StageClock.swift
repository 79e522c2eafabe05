import Foundation

/// How long each stage of a command took, and how much memory the process had used by its end.
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
  private var stageStart: ContinuousClock.Instant

  init() {
    start = clock.now
    stageStart = start
  }

  /// The stage that is running, as a position in `stages`.
  private var current: Int?

  /// Ends the stage before and begins the next, or goes on with one that ran before: a stage that
  /// every model goes through is listed once.
  mutating func begin(_ name: String, title: String) {
    end()
    current = stages.firstIndex { $0.name == name }
    if current == nil {
      stages.append(Stage(name: name, title: title, seconds: 0, peakBytes: 0))
      current = stages.count - 1
    }
    stageStart = clock.now
  }

  /// Ends the running stage.
  mutating func end() {
    guard let current else { return }
    stages[current].seconds += Self.seconds(clock.now - stageStart)
    stages[current].peakBytes = peakResidentBytes()
    self.current = nil
  }

  /// Since the clock was made.
  var elapsedSeconds: Double { Self.seconds(clock.now - start) }

  private static func seconds(_ duration: Duration) -> Double { duration / .seconds(1) }
}

/// The most resident memory that this process has had, in bytes; 0 where the system does not say.
func peakResidentBytes() -> Int {
  var usage = rusage()
  guard getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage) == 0 else { return 0 }
  return usage.ru_maxrss * 1024
}
