import Factorization
import Testing

@testable import Scoring

@Suite("Quantiles")
struct QuantileTests {
  /// The definition: sort, then interpolate linearly.
  private func oracle(_ values: [Double], _ share: Double) -> Double {
    let sorted = values.sorted()
    let place = share * Double(sorted.count - 1)
    let below = Int(place)
    guard below + 1 < sorted.count else { return sorted[below] }
    return sorted[below] + (sorted[below + 1] - sorted[below]) * (place - Double(below))
  }

  @Test("agree with sorting, for all sizes and many shares, with and without ties")
  func againstSorting() {
    var random = RandomStream(seed: 3)
    for count in 1...60 {
      for range in [3.0, 1e9] {
        let values = (0..<count).map { _ in (random.uniform() * range).rounded() }
        for share in [0, 0.001, 0.25, 0.4, 0.5, 0.95, 0.999, 1] {
          #expect(quantile(values, at: share) == oracle(values, share))
        }
      }
    }
  }

  @Test("agree with sorting on ascending, descending and equal values")
  func orders() {
    let orders: [[Double]] = [
      (0..<1_000).map(Double.init), (0..<1_000).reversed().map(Double.init),
      Array(repeating: 7, count: 1_000),
    ]
    for values in orders {
      for share in [0, 0.4, 0.999, 1] {
        #expect(quantile(values, at: share) == oracle(values, share))
      }
    }
  }

  @Test("of no values are none")
  func empty() {
    #expect([Double]().quantile(at: 0.5) == nil)
    #expect([4.0].quantile(at: 0.99) == 4)
  }
}
