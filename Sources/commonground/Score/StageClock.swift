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

  /// Ends the stage before and begins the next.
  mutating func begin(_ name: String, title: String) {
    end()
    stages.append(Stage(name: name, title: title, seconds: 0, peakBytes: 0))
    stageStart = clock.now
  }

  /// Ends the last stage.
  mutating func end() {
    guard !stages.isEmpty else { return }
    stages[stages.count - 1].seconds = Self.seconds(clock.now - stageStart)
    stages[stages.count - 1].peakBytes = peakResidentBytes()
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
