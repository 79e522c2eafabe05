import Testing

@testable import Scoring

/// Scores and choices against scikit-learn 1.0.2's `chi2` and `SelectPercentile`.
struct ChiSquareSelectionTests {
  @Test(arguments: [
    (3, 3, 5.0), (3, 1, 0.022222222222222), (4, 2, 0.266666666666667), (2, 2, 3.333333333333333),
    (3, 0, 1.8),
  ])
  func statisticComparesWithIndependence(count: Int, positives: Int, expected: Double) {
    let statistic = ChiSquareSelection.statistic(
      count: count, positives: positives, share: 3.0 / 8)
    #expect(abs(statistic - expected) < 1e-12)
  }

  @Test(arguments: [
    (50, [true, false, false, false, true, true]),
    (34, [true, false, false, false, true, false]),
    (20, [true, false, false, false, false, false]),
  ])
  func scoresAboveThePercentileAreKept(percent: Int, expected: [Bool]) {
    let scores = [5, 0.0222, 0.2667, 0.0444, 3.3333, 1.8]
    #expect(ChiSquareSelection.highest(scores, percent: percent) == expected)
  }

  @Test func tiesAtThePercentileAreFilledInOrder() {
    let scores = [5, 5, 5, 5, 0.0222]
    #expect(
      ChiSquareSelection.highest(scores, percent: 40) == [true, true, false, false, false])
  }

  @Test func nothingIsKeptOfNothing() {
    #expect(ChiSquareSelection.highest([], percent: 10).isEmpty)
  }
}
