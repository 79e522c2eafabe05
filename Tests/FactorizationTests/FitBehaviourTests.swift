import Parallel
import Testing

@testable import Factorization

@Suite("A biased fit")
struct FitBehaviourTests {
  private let workers = Workers(threads: 1)
  private let start = BiasedFactorization.Start(
    items: PlantedRatings.startItems, users: PlantedRatings.startUsers)

  @Test("throws where there is no rating")
  func noRatings() {
    let empty = RatingMatrix(itemStarts: [0], users: [], levels: [], userCount: 0)
    var random = RandomStream(seed: 1)
    #expect(throws: FactorizationError.noRatings) {
      _ = try BiasedFactorization().fit(empty, random: &random, workers: workers)
    }
    #expect(throws: FactorizationError.noRatings) {
      _ = try ReputationFactorization.helpfulness.prescore(
        empty, itemFactors: nil, userFactors: nil, random: &random, workers: workers)
    }
    #expect(throws: FactorizationError.noRatings) {
      let frozen = BiasedFactorization.Frozen(users: [], global: 0, of: BiasedFactorization())
      _ = try BiasedFactorization().refitItems([], start: [], frozen: frozen)
    }
  }

  @Test("throws where starting values are not numbers")
  func notANumber() {
    var broken = start
    broken.items?[3].intercept = .nan
    var random = RandomStream(seed: 1)
    #expect(throws: FactorizationError.diverged) {
      _ = try BiasedFactorization().fit(
        PlantedRatings.matrix, start: broken, random: &random, workers: workers)
    }
    #expect(throws: FactorizationError.diverged) {
      var statistics = ItemStatistics()
      statistics.add(rating: 1, by: .zero, global: 0)
      let frozen = BiasedFactorization.Frozen(users: [], global: 0, of: BiasedFactorization())
      _ = try BiasedFactorization().refitItems(
        [statistics], start: [BiasFactor(.nan, 0)], frozen: frozen)
    }
  }

  @Test("gives up after new random factors did not help")
  func divergesFromRandomFactors() {
    var model = BiasedFactorization()
    model.penalties.global = .nan
    var random = RandomStream(seed: 1)
    #expect(throws: FactorizationError.diverged) {
      _ = try model.fit(PlantedRatings.matrix, random: &random, workers: workers)
    }
  }

  @Test("ends after maxEpochs at the latest")
  func maxEpochs() throws {
    var model = BiasedFactorization()
    model.maxEpochs = 4
    var random = RandomStream(seed: 1)
    let fit = try model.fit(PlantedRatings.matrix, random: &random, workers: workers)
    #expect(fit.epochs == 4)
  }

  @Test("does not depend on the order of users beyond rounding")
  func permutedUsers() throws {
    let count = PlantedRatings.userCount
    let place = (0..<count).map { ($0 * 7 + 3) % count }
    let permuted = RatingMatrix(
      itemStarts: PlantedRatings.starts,
      users: PlantedRatings.users.map { UInt32(place[Int($0)]) }, levels: PlantedRatings.levels,
      userCount: count)
    var users = PlantedRatings.startUsers
    for user in 0..<count { users[place[user]] = PlantedRatings.startUsers[user] }
    var random = RandomStream(seed: 1)
    let fit = try BiasedFactorization().fit(
      PlantedRatings.matrix, start: start, random: &random, workers: workers)
    let other = try BiasedFactorization().fit(
      permuted, start: BiasedFactorization.Start(items: start.items, users: users),
      random: &random, workers: workers)
    expectClose(
      other.items.map(\.intercept), fit.items.map(\.intercept), within: 1e-4, "item intercepts")
    expectClose(
      place.map { other.users[$0].factor }, fit.users.map(\.factor), within: 1e-4, "factors")
  }

  @Test("finds an item that both camps like more than one that a camp likes")
  func bridges() throws {
    // Items 0 ..< 10: liked by one camp, 10 ..< 20: by the other; 20: liked by both.
    var starts = [0]
    var users: [UInt32] = []
    var levels: [UInt8] = []
    for item in 0...20 {
      for user in 0..<40 {
        let isFirstCamp = user < 20
        users.append(UInt32(user))
        levels.append(item == 20 || isFirstCamp == (item < 10) ? 2 : 0)
      }
      starts.append(users.count)
    }
    var random = RandomStream(seed: 3)
    let fit = try BiasedFactorization().fit(
      RatingMatrix(itemStarts: starts, users: users, levels: levels, userCount: 40),
      random: &random, workers: workers)
    let polarizing = fit.items[..<20].map(\.intercept).max() ?? 0
    #expect(fit.items[20].intercept > polarizing + 0.2)
    #expect(abs(fit.items[20].factor) < 0.1)
    #expect(fit.items[0].factor * fit.items[10].factor < 0)
    #expect(fit.users[0].factor * fit.users[39].factor < 0)
  }
}

@Suite("Identification of signs")
struct SignTests {
  private func fit(userFactors: [Float]) -> BiasedFactorization.Fit {
    BiasedFactorization.Fit(
      items: [BiasFactor(intercept: 0.5, factor: 0.25)],
      users: userFactors.map { BiasFactor(intercept: 0.125, factor: $0) }, global: 0,
      trainError: 0, epochs: 0)
  }

  @Test("turns the axis where fewer than half of the users lie on its negative side")
  func turns() {
    var fit = fit(userFactors: [1, 2, -3, 0, 0])
    fit.identifySign()
    #expect(fit.users.map(\.factor) == [-1, -2, 3, 0, 0])
    #expect(fit.items == [BiasFactor(intercept: 0.5, factor: -0.25)])
    #expect(fit.users.allSatisfy { $0.intercept == 0.125 })
  }

  @Test("leaves it where half of those with a factor do")
  func stays() {
    var fit = fit(userFactors: [1, -3, 0, 0])
    fit.identifySign()
    #expect(fit.users.map(\.factor) == [1, -3, 0, 0])
  }
}
