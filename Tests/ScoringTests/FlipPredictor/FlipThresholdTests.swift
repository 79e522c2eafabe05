import Testing

@testable import Scoring

/// Against scikit-learn 1.0.2's `roc_curve`.
struct FlipThresholdTests {
  private static let decisions = [0.9, 0.8, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3, 0.2, 0.1]
  private static let labels = [1, 1, 0, 1, 0, 0, 1, 0, 0, 0].map { $0 == 1 }

  @Test(arguments: [(0.2, 0.8), (0.6, 0.5), (0, 1.9), (1, 0.1)])
  func falsePositiveRateClosestToTheWantedOneWins(rate: Double, expected: Double) {
    #expect(
      FlipThreshold.choose(Self.decisions, labels: Self.labels, falsePositiveRate: rate)
        == expected)
  }

  @Test func pointsBetweenEquallyFarNeighboursAreNoThresholds() {
    // Given: the fourth and fifth of the notes that stayed lie on a straight line.
    let rate = 4.0 / 6

    // Then: 0.3 would be exact, but only the ends of the line, 0.4 and 0.1, are looked at.
    #expect(
      FlipThreshold.choose(Self.decisions, labels: Self.labels, falsePositiveRate: rate) == 0.5)
  }
}
