/// What the reference scorer takes for all phases on two idle cores, as recorded beside the parity
/// sets: wall seconds, and the memory of its largest process.
enum ReferenceFigures {
  private static let figures: [(name: String, seconds: Double, bytes: Double)] = [
    ("small", 228, 1.04e9), ("medium", 1019, 2.76e9),
  ]

  /// Prints how many times faster and smaller ours are; the reference is not run again.
  static func report(_ runs: [ScoringRun]) {
    print("\nbeside the reference's recorded figures (2 cores, all phases)")
    for (figure, run) in zip(figures, runs) {
      print(
        ScoringBenchmark.row(
          figure.name,
          [
            ScoringBenchmark.seconds(figure.seconds), ScoringBenchmark.seconds(run.seconds),
            ScoringBenchmark.times(figure.seconds / run.seconds),
            ScoringBenchmark.megabytes(figure.bytes),
            ScoringBenchmark.megabytes(Double(run.peakBytes)),
            ScoringBenchmark.times(figure.bytes / Double(run.peakBytes)),
          ]))
    }
  }
}
