import Testing

@testable import Factorization

struct LogisticLBFGSTests {
  @Test func aStretchedBowlIsDescendedToItsBottom() {
    // Given Σ sᵢ (xᵢ − i)² / 2 with slopes over four orders of magnitude
    let scales = SIMD8<Double>(1, 10, 100, 1000, 10_000, 5, 50, 500)
    let bottom = SIMD8<Double>(0, 1, 2, 3, 4, 5, 6, 7)
    var search = LBFGS()
    search.gradientTolerance = 1e-8
    search.relativeDecrease = 0
    // When it is minimised
    let minimum = search.minimize(from: [.zero]) { point, gradient in
      let offset = point[0] - bottom
      gradient[0] = scales * offset
      return (0.5 * scales * offset * offset).sum()
    }
    // Then the bottom is found
    #expect(minimum.isConverged)
    let offset = minimum.point[0] - bottom
    #expect((offset * offset).sum() < 1e-12)
  }

  @Test func aFlatStartIsAMinimum() {
    let minimum = LBFGS().minimize(from: [.zero, .zero]) { _, gradient in
      gradient = [.zero, .zero]
      return 3
    }
    #expect(minimum.iterations == 0)
    #expect(minimum.value == 3)
  }

  @Test func theSearchGivesUpAfterItsIterations() {
    // Given few iterations for a curved valley
    var search = LBFGS()
    search.maxIterations = 2
    // When it is searched
    let minimum = search.minimize(from: [SIMD8(repeating: -1)]) { point, gradient in
      let cubes = point[0] * point[0] * point[0]
      let scales = SIMD8<Double>(1, 2, 3, 4, 5, 6, 7, 8)
      gradient[0] = scales * cubes - 1
      return (scales * cubes * point[0] / 4 - point[0]).sum()
    }
    // Then it says that it has not converged
    #expect(!minimum.isConverged)
  }
}
