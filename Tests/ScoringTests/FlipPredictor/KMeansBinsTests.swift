import Testing

@testable import Scoring

/// Edges against scikit-learn 1.0.2's `KBinsDiscretizer`.
struct KMeansBinsTests {
  private static func expectEdges(
    _ values: [Double], bins: Int, _ expected: [Double],
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let edges = KMeansBins(values, bins: bins).edges
    #expect(edges.count == expected.count, sourceLocation: sourceLocation)
    #expect(
      zip(edges, expected).allSatisfy { abs($0 - $1) < 1e-9 }, "\(edges)",
      sourceLocation: sourceLocation)
  }

  @Test func edgesLieHalfwayBetweenCentres() {
    Self.expectEdges([0, 1, 2, 3, 10, 11, 12, 50], bins: 3, [0, 6.25, 30.5, 50])
  }

  @Test func emptyClustersTakeTheFurthestPoints() {
    Self.expectEdges(
      Array(repeating: 0, count: 20) + Array(repeating: 1, count: 5) + [2, 3, 40], bins: 5,
      [0, 0.5, 1.5, 2.5, 21.5, 40])
    Self.expectEdges(
      Array(repeating: 0, count: 50) + [0.1, 0.2, 0.4, 7, 7.5, 30, 31], bins: 7,
      [0, 0.075, 0.275, 3.7, 7.25, 18.75, 30.5, 31])
  }

  @Test func binsWithoutWidthAreLeftOut() {
    Self.expectEdges([0, 0, 1, 2, 2, 2], bins: 4, [0, 0.5, 1.5, 2])
  }

  @Test func constantHasOneBin() {
    // When
    let bins = KMeansBins([3, 3], bins: 5)

    // Then
    #expect(bins.count == 1)
    #expect(bins.bin(-7) == 0 && bins.bin(9) == 0)
  }

  @Test func valuesBeyondTheEdgesFallIntoTheOutermostBins() {
    // Given
    let bins = KMeansBins([0, 1, 2, 3, 10, 11, 12, 50], bins: 3)

    // Then
    #expect(bins.bin(-1) == 0 && bins.bin(50) == 2 && bins.bin(99) == 2)
  }

  @Test func valueWithinRoundingBelowAnEdgeBelongsAboveIt() {
    // Given
    let bins = KMeansBins([0, 1, 2, 3, 10, 11, 12, 50], bins: 3)

    // Then
    #expect(bins.bin(6.25 * (1 - 0.9e-5)) == 1)
    #expect(bins.bin(6.25 * (1 - 1.1e-5)) == 0)
  }
}
