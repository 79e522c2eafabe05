import Testing

@testable import Factorization

@Suite("Item statistics")
struct ItemStatisticsTests {
  private let users = RandomRatings.pairs(23, bound: 1, seed: 31)

  @Test("give the loss and slopes of the ratings they were made of")
  func sums() {
    let item = BiasFactor(intercept: 0.3, factor: -0.7)
    for length in 1...17 {
      let ratings = RandomRatings(lengths: [length], userCount: 23, seed: UInt64(length))
      var statistics = ItemStatistics()
      var (loss, slope, slopeFactor) = (0.0, 0.0, 0.0)
      for (_, user, label) in ratings.triples {
        statistics.add(rating: Float(label), by: users[user], global: 0.125)
        let error =
          0.125 + Double(users[user].x) + Double(item.x) + Double(item.y) * Double(users[user].y)
          - label
        loss += error * error
        slope += 2 * error
        slopeFactor += 2 * error * Double(users[user].y)
      }
      #expect(statistics.count == Double(length))
      #expect(abs(statistics.loss(item) - loss) < 1e-9)
      #expect(abs(Double(statistics.slope(item).x) - slope) < 1e-5)
      #expect(abs(Double(statistics.slope(item).y) - slopeFactor) < 1e-5)
    }
  }

  @Test("of no rating have no loss and no slope")
  func empty() {
    let item = BiasFactor(intercept: 0.3, factor: -0.7)
    #expect(ItemStatistics().loss(item) == 0)
    #expect(ItemStatistics().slope(item) == .zero)
  }
}
