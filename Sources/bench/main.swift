/// Every benchmark by name; each takes the arguments that follow its name.
let benchmarks: KeyValuePairs<String, ([String]) throws -> Void> = [
  "clustering": ClusteringBenchmark.run
]

let arguments = CommandLine.arguments.dropFirst()
if let benchmark = benchmarks.first(where: { $0.key == arguments.first }) {
  try benchmark.value(Array(arguments.dropFirst()))
} else {
  print("usage: bench NAME [ARGUMENTS], where NAME is one of:")
  for benchmark in benchmarks { print("  \(benchmark.key)") }
}
