import Foundation

/// What a larger run would take if time and memory kept growing as from one run to the next, as
/// powers of the number of ratings.
struct Extrapolation {
  private let last: ScoringRun
  private let timeExponent: Double
  private let memoryExponent: Double

  init(from first: ScoringRun, to last: ScoringRun) {
    let growth = log(Double(last.ratings) / Double(first.ratings))
    self.last = last
    timeExponent = log(last.seconds / first.seconds) / growth
    memoryExponent = log(Double(last.peakBytes) / Double(first.peakBytes)) / growth
  }

  func report(ratings: Int) {
    let growth = Double(ratings) / Double(last.ratings)
    let seconds = last.seconds * pow(growth, timeExponent)
    let bytes = Double(last.peakBytes) * pow(growth, memoryExponent)
    print(
      String(
        format: """

          extrapolated to %d million ratings: %.0f minutes (time grows as ratings^%.2f), \
          %.1f GB (memory as ratings^%.2f)
          """, ratings / 1_000_000, seconds / 60, timeExponent, bytes / 1e9, memoryExponent))
  }
}
