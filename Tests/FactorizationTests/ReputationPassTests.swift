import Glibc
import Parallel
import Testing

@testable import Factorization

@Suite("A reputation pass sums what plain loops sum")
struct ReputationPassTests {
  private let ratings = RandomRatings.blocks
  private let items = RandomRatings.pairs(21, bound: 1.5, seed: 14)
  private let userWeights = RandomRatings.numbers(23, bound: 1, seed: 19).map(abs)
  private let itemWeights = RandomRatings.numbers(21, bound: 1, seed: 18).map(abs)
  private let global: Float = -0.5

  private var users: [ReputationFactorization.User] {
    let numbers = RandomRatings.numbers(3 * 23, bound: 1.5, seed: 15)
    return (0..<23).map {
      SIMD4(numbers[3 * $0], numbers[3 * $0 + 1], numbers[3 * $0 + 2], userWeights[$0])
    }
  }

  private struct Sums {
    var items = [SIMD2<Double>](repeating: .zero, count: 21)
    var users = [SIMD4<Double>](repeating: .zero, count: 23)
    var loss = 0.0
    var slope = 0.0
  }

  private func plainSums(_ loss: PlainLoss, positive: Double, withItemWeights: Bool) -> Sums {
    let users = users
    var sums = Sums()
    for (item, user, label) in ratings.triples {
      let (a, b) = (Double(items[item].x), Double(items[item].y))
      let (c, r) = (Double(users[user].x), Double(users[user].y))
      let z = a * c + b * r + Double(users[user].z) + Double(global)
      let weight =
        (label == 1 ? positive : 1) * Double(userWeights[user])
        * (withItemWeights ? Double(itemWeights[item]) : 1)
      let slope = weight * loss.slope(z, label)
      sums.items[item] += SIMD2(slope * c, slope * r)
      sums.users[user] += SIMD4(slope * a, slope * b, slope, 0)
      sums.loss += weight * loss.value(z, label)
      sums.slope += slope
    }
    return sums
  }

  private func compare(
    _ loss: some PointLoss, _ plain: PlainLoss, positive: Float, withItemWeights: Bool
  ) {
    let sums = plainSums(plain, positive: Double(positive), withItemWeights: withItemWeights)
    let weights = RatingWeights(
      positive: positive, users: userWeights, items: withItemWeights ? itemWeights : [])
    let workers = Workers(threads: 1)
    var itemGradients = items
    var userGradients = users
    let totals = itemGradients.withDisjointWrites {
      ReputationItemPass(ratings: ratings.matrix.byItem, loss: loss, weights: weights).run(
        items: items, users: users, global: global, withLoss: true, gradients: $0,
        workers: workers)
    }
    userGradients.withDisjointWrites {
      ReputationUserPass(ratings: ratings.matrix.byUser, loss: loss, weights: weights).run(
        items: items, users: users, global: global, gradients: $0, workers: workers)
    }
    let tolerance = 2e-4 * Double(max(1, positive / 10))
    for item in items.indices {
      for lane in 0..<2 {
        #expect(abs(Double(itemGradients[item][lane]) - sums.items[item][lane]) <= tolerance)
      }
    }
    for user in userGradients.indices {
      for lane in 0..<4 {
        #expect(abs(Double(userGradients[user][lane]) - sums.users[user][lane]) <= tolerance)
      }
    }
    #expect(abs(totals.loss - sums.loss) <= 1e-6 * sums.loss)
    #expect(abs(totals.slope - sums.slope) <= 10 * tolerance)
  }

  @Test("cross-entropy with a positive weight", arguments: [false, true])
  func logistic(withItemWeights: Bool) {
    compare(
      LogisticLoss(), .logistic(positiveWeight: 1), positive: 100,
      withItemWeights: withItemWeights)
  }

  @Test("squared error with a positive weight below 1", arguments: [false, true])
  func squared(withItemWeights: Bool) {
    compare(SquaredLoss(), .squared, positive: 0.2, withItemWeights: withItemWeights)
  }

  @Test("weights of round 3 follow reputation and are normalised by item")
  func weights() {
    let weights = ReputationFactorization.lowDiligence.ratingWeights(
      ratings.matrix, round: 3, users: users, workers: Workers(threads: 2))
    let expected = users.map { (0.1 + max(Double($0.y), 0).squareRoot()) / 1.1 }
    expectClose(weights.users, expected.map { Float($0) }, within: 1e-6, "users")
    var totals = [Double](repeating: 0x1p-20, count: items.count)
    for (item, user, label) in ratings.triples {
      totals[item] += expected[user] * (label == 1 ? 500 : 1)
    }
    for item in items.indices {
      let weight = 1 / totals[item].squareRoot()
      #expect(abs(Double(weights.items[item]) - weight) <= 1e-5 * weight)
    }
  }
}
