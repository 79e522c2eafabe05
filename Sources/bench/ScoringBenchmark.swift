import Foundation

/// Time and memory of whole runs of `commonground score`, stage by stage: the core model alone and
/// every model; with --large and --huge on simulated communities of tens of millions of ratings, with
/// what the growth from one to the next says of the whole public data set.
enum ScoringBenchmark {
  private static let usage = """
    usage: bench scoring [--large] [--huge] [FOLDER ...]
      Measures the small and the medium set, each the faster of two runs; or the snapshots in the
      folders. --large adds 20 million simulated ratings (4 GB of disk, 10 minutes); --huge adds
      60 million (12 GB of disk, 45 minutes), and extrapolates to 200 million.
    """

  static func run(_ arguments: [String]) throws {
    let options = Set(arguments.filter { $0.hasPrefix("-") })
    guard options.isSubset(of: ["--large", "--huge"]) else { return print(usage) }
    let folders = arguments.filter { !$0.hasPrefix("-") }
    BenchmarkInputs.removeAll()
    defer { BenchmarkInputs.removeAll() }
    guard folders.isEmpty else {
      let runs = try folders.map { folder in
        let input = BenchmarkInputs.Input(name: folder, folder: folder)
        return (folder, try ScoringRun.measure(input, models: "all"))
      }
      return report("all models", runs)
    }
    for models in ["core", "all"] {
      let runs = try [BenchmarkInputs.small(), BenchmarkInputs.medium()].map { input in
        let runs = try (0..<2).map { _ in try ScoringRun.measure(input, models: models) }
        return (input.name, runs[0].seconds < runs[1].seconds ? runs[0] : runs[1])
      }
      report("\(models) models, the faster of two runs", runs)
      guard models == "all" else { continue }
      let alone = try ScoringRun.measure(BenchmarkInputs.medium(), models: models, memory: "1MB")
      print(
        "  medium, one model at a time (--memory 1MB): \(seconds(alone.seconds)), "
          + megabytes(Double(alone.peakBytes)))
      ReferenceFigures.report(runs.map(\.1))
    }
    guard !options.isEmpty else { return }
    var runs: [(String, ScoringRun)] = []
    for millions in options.contains("--huge") ? [20, 60] : [20] {
      let input = try BenchmarkInputs.large(millions: millions)
      runs.append((input.name, try ScoringRun.measure(input, models: "all")))
      try? FileManager.default.removeItem(atPath: input.folder)
    }
    report("all models, large", runs)
    if let first = runs.first?.1, runs.count > 1, let last = runs.last?.1 {
      Extrapolation(from: first, to: last).report(ratings: 200_000_000)
    }
  }

  /// Prints one column a run, and how the last has grown from the first.
  private static func report(_ title: String, _ runs: [(name: String, run: ScoringRun)]) {
    guard let first = runs.first?.run, let last = runs.last?.run else { return }
    func line(_ title: String, _ value: (ScoringRun) -> Double, _ text: (Double) -> String) {
      let values = runs.map { value($0.run) }
      let growth =
        runs.count > 1 && values[0] > 0 ? times(values[values.count - 1] / values[0]) : ""
      print(row(title, values.map(text) + [growth]))
    }
    print("\n\(title)")
    print(row("", runs.map(\.name) + [runs.count > 1 ? "growth" : ""]))
    line("ratings", { Double($0.ratings) }, { String(Int($0)) })
    for stage in last.stages {
      line(
        stage.title, { run in run.stages.first { $0.name == stage.name }?.seconds ?? 0 }, seconds)
    }
    line("sum of stages", { $0.stages.reduce(0) { $0 + $1.seconds } }, seconds)
    line("time that passed", \.seconds, seconds)
    line("peak memory", { Double($0.peakBytes) }, megabytes)
    if first.threads > 1 {
      print("  Models run side by side, so that stages add up to more than the time that passed.")
    }
  }

  static func row(_ title: String, _ cells: [String]) -> String {
    "  " + title.padding(toLength: 30, withPad: " ", startingAt: 0)
      + cells.map { String(repeating: " ", count: max(1, 16 - $0.count)) + $0 }.joined()
  }

  static func seconds(_ value: Double) -> String { String(format: "%.2f s", value) }
  static func times(_ value: Double) -> String { String(format: "× %.1f", value) }
  static func megabytes(_ value: Double) -> String { String(format: "%.0f MB", value / 1e6) }
}

/// What one run of the program says of itself.
struct ScoringRun: Decodable {
  struct Stage: Decodable {
    var name: String
    var title: String
    var seconds: Double
  }

  var ratings: Int
  var stages: [Stage]
  var seconds: Double
  var peakBytes: Int
  var threads = ProcessInfo.processInfo.activeProcessorCount

  private enum CodingKeys: CodingKey { case ratings, stages, seconds, peakBytes }

  /// Runs the program beside this one, in a process of its own so that memory is told apart.
  ///
  /// - Parameter memory: what models side by side may use; nil: as the program has it.
  static func measure(
    _ input: BenchmarkInputs.Input, models: String, memory: String? = nil
  ) throws -> ScoringRun {
    let output = FileManager.default.temporaryDirectory
      .appending(path: "commonground-bench-scores-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: output) }
    let process = Process()
    process.executableURL = URL(filePath: CommandLine.arguments[0])
      .deletingLastPathComponent().appending(path: "commonground")
    process.arguments =
      ["score", input.folder, "--output", output.path, "--json", "--models", models]
      + (input.now.map { ["--now", String($0)] } ?? []) + (memory.map { ["--memory", $0] } ?? [])
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let data = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw CocoaError(.executableNotLoadable) }
    return try JSONDecoder().decode(ScoringRun.self, from: data)
  }
}
