import Parallel
import Testing

@testable import Factorization

@Suite("A gradient pass sums what plain loops sum")
struct GradientPassTests {
  private let ratings = RandomRatings.blocks
  private let itemWeights = RandomRatings.numbers(21, bound: 1, seed: 8).map(abs)
  private let userWeights = RandomRatings.numbers(23, bound: 1, seed: 9).map(abs)

  /// - Parameter bound: of parameters; 6.2 makes |z| reach 50 and more.
  private func compare(
    _ loss: some PointLoss, _ plain: PlainLoss, bound: Float, weighted: Bool,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let items = RandomRatings.pairs(21, bound: bound, seed: 4)
    let users = RandomRatings.pairs(23, bound: bound, seed: 5)
    let global: Float = 0.25
    var expected = [SIMD2<Double>](repeating: .zero, count: items.count)
    var scales = [Double](repeating: 1, count: items.count)
    var totals = (loss: 0.0, slope: 0.0)
    for (item, user, label) in ratings.triples {
      let z =
        Double(global) + Double(items[item].x) + Double(users[user].x)
        + Double(items[item].y) * Double(users[user].y)
      let weight = weighted ? Double(itemWeights[item]) * Double(userWeights[user]) : 1
      let slope = weight * plain.slope(z, label)
      expected[item] += SIMD2(slope, slope * Double(users[user].y))
      scales[item] += abs(slope) * max(1, Double(bound))
      totals.loss += weight * plain.value(z, label)
      totals.slope += slope
    }
    var gradients = [BiasFactor](repeating: BiasFactor(7, 7), count: items.count)
    let pass = GradientPass(
      ratings: ratings.matrix.byItem, loss: loss, ownWeights: weighted ? itemWeights : [],
      otherWeights: weighted ? userWeights : [])
    for withLoss in [true, false] {
      let result = gradients.withDisjointWrites {
        pass.run(
          own: items, others: users, global: global, withLoss: withLoss, gradients: $0,
          workers: Workers(threads: 1))
      }
      for item in items.indices {
        for lane in 0..<2 {
          let error = abs(Double(gradients[item][lane]) - expected[item][lane])
          #expect(error <= 2e-6 * scales[item], sourceLocation: sourceLocation)
        }
      }
      let scale = scales.reduce(0, +)
      #expect(abs(result.slope - totals.slope) <= 2e-6 * scale, sourceLocation: sourceLocation)
      let loss = withLoss ? totals.loss : 0
      #expect(abs(result.loss - loss) <= 2e-6 * (loss + scale), sourceLocation: sourceLocation)
    }
  }

  @Test("squared error", arguments: [false, true])
  func squared(weighted: Bool) {
    compare(SquaredLoss(), .squared, bound: 1, weighted: weighted)
  }

  @Test("cross-entropy", arguments: [false, true])
  func logistic(weighted: Bool) {
    compare(
      PositiveWeightedLogisticLoss(positiveWeight: 3), .logistic(positiveWeight: 3), bound: 1,
      weighted: weighted)
  }

  @Test("cross-entropy of extreme predictions")
  func extremes() {
    compare(LogisticLoss(), .logistic(positiveWeight: 1), bound: 8, weighted: false)
  }

  @Test("from the other side, the same ratings transposed")
  func transposed() {
    let matrix = ratings.matrix
    var seen: [[String]] = []
    for (layout, byItem) in [(matrix.byItem, true), (matrix.byUser, false)] {
      var triples: [String] = []
      for owner in 0..<layout.count {
        for rating in layout.starts[owner]..<layout.starts[owner + 1] {
          let other = Int(layout.others[rating])
          let (item, user) = byItem ? (owner, other) : (other, owner)
          triples.append("\(item) \(user) \(layout.levels[rating])")
        }
      }
      seen.append(triples.sorted())
    }
    #expect(seen[0].count == ratings.users.count)
    #expect(seen[0] == seen[1])
  }
}
