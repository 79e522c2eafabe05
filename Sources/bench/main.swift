import Foundation

/// Every benchmark by name.
let benchmarks: [(name: String, run: ([String]) throws -> Void)] = [
  ("reading", ReadingBenchmark.run),
  ("factorization", FactorizationBenchmark.run),
  ("scoring", ScoringBenchmark.run),
  ("clustering", ClusteringBenchmark.run),
  ("storage", StorageBenchmark.run),
  ("site", SiteBenchmark.run),
  ("writers", WriterBenchmark.run),
  ("moderation", ModerationBenchmark.run),
]

let arguments = Array(CommandLine.arguments.dropFirst())
let chosen = arguments.first.map { name in benchmarks.filter { $0.name == name } } ?? benchmarks
guard !chosen.isEmpty else {
  print("Usage: bench [\(benchmarks.map(\.name).joined(separator: " | "))] [options]")
  exit(2)
}
for benchmark in chosen {
  do {
    try benchmark.run(Array(arguments.dropFirst()))
  } catch {
    print("bench \(benchmark.name): \(error)")
    exit(1)
  }
}
