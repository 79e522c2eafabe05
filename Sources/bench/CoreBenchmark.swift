import Foundation
import Parallel
import Scoring
import Snapshot
import Synchronization

/// Times the core model stage by stage, from reading to the finished statuses, each size in a
/// process of its own so that memory is told apart.
enum CoreBenchmark {
  private struct Figures: Codable {
    var ratings = 0
    var stages: [Stage] = []
    var peakBytes = 0

    struct Stage: Codable {
      var title: String
      var seconds: Double
    }

    var seconds: Double { stages.reduce(0) { $0 + $1.seconds } }
  }

  static func run(_ arguments: [String]) throws {
    if arguments.first == "--input", arguments.count == 2 {
      let input =
        arguments[1] == "small" ? try BenchmarkInputs.small() : try BenchmarkInputs.medium()
      print(String(decoding: try JSONEncoder().encode(measure(input)), as: UTF8.self))
      return
    }
    defer { BenchmarkInputs.removeAll() }
    let small = try best("small")
    let medium = try best("medium")
    print("core model (\(processorCount()) threads, the faster of two runs)")
    print(row("", "\(small.ratings) ratings", "\(medium.ratings) ratings", "growth"))
    for (a, b) in zip(small.stages, medium.stages) {
      print(row(a.title, seconds(a.seconds), seconds(b.seconds), times(b.seconds / a.seconds)))
    }
    print(
      row(
        "all", seconds(small.seconds), seconds(medium.seconds),
        times(medium.seconds / small.seconds)))
    print(
      row(
        "peak memory", megabytes(small.peakBytes), megabytes(medium.peakBytes),
        times(Double(medium.peakBytes) / Double(small.peakBytes))))
    print(row("ratings", "", "", times(Double(medium.ratings) / Double(small.ratings))))
  }

  private static func best(_ input: String) throws -> Figures {
    let runs = try (0..<2).map { _ in try runProcess(input) }
    return runs.min { $0.seconds < $1.seconds }!
  }

  private static func runProcess(_ input: String) throws -> Figures {
    let process = Process()
    process.executableURL = URL(filePath: CommandLine.arguments[0])
    process.arguments = ["core", "--input", input]
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let data = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return try JSONDecoder().decode(Figures.self, from: data)
  }

  private static func measure(_ input: BenchmarkInputs.Input) throws -> Figures {
    let clock = ContinuousClock()
    let marks = Mutex<[(title: String, start: ContinuousClock.Instant)]>([])
    marks.withLock { $0.append(("Read the snapshot", clock.now)) }
    let snapshot = try SnapshotReader().read(folder: input.folder).snapshot
    let clusters = try input.raterClusters.map {
      try RaterClusters(TSVTable(path: $0), participants: snapshot.participants)
    }
    let topics = try input.noteTopics.map {
      try NoteTopics(TSVTable(path: $0), noteIDs: snapshot.noteIDs)
    }
    let result = try score(
      snapshot,
      ScoringOptions(
        now: input.now, seed: 1, clusters: clusters ?? RaterClusters(), topics: topics)
    ) { stage in marks.withLock { $0.append((stage.title, clock.now)) } }
    let end = clock.now
    var figures = Figures()
    figures.ratings = snapshot.ratings.count
    withExtendedLifetime(result) {
      let marks = marks.withLock { $0 }
      let ends = marks.dropFirst().map(\.start) + [end]
      figures.stages = zip(marks, ends).map {
        Figures.Stage(title: $0.title, seconds: ($1 - $0.start) / .seconds(1))
      }
      var usage = rusage()
      getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
      figures.peakBytes = usage.ru_maxrss * 1024
    }
    return figures
  }

  private static func row(_ title: String, _ a: String, _ b: String, _ c: String) -> String {
    "  " + title.padding(toLength: 32, withPad: " ", startingAt: 0) + right(a, 16) + right(b, 18)
      + right(c, 9)
  }

  private static func right(_ text: String, _ width: Int) -> String {
    String(repeating: " ", count: max(0, width - text.count)) + text
  }

  private static func seconds(_ value: Double) -> String { String(format: "%.3f s", value) }
  private static func times(_ value: Double) -> String { String(format: "× %.1f", value) }
  private static func megabytes(_ value: Int) -> String {
    String(format: "%.0f MB", Double(value) / 1e6)
  }
}
