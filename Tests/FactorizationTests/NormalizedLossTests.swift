import Parallel
import Testing

@testable import Factorization

@Suite("The normalised loss")
struct NormalizedLossTests {
  private var model: BiasedFactorization {
    var model = BiasedFactorization()
    model.initLearningRate = 0.02
    model.noInitLearningRate = 0.02
    return model
  }

  /// The ordinary fit that comes first.
  private func firstFit() throws -> BiasedFactorization.Fit {
    var random = RandomStream(seed: 1)
    var fit = try model.fit(
      PlantedRatings.matrix,
      start: BiasedFactorization.Start(
        items: PlantedRatings.startItems, users: PlantedRatings.startUsers, global: 0.125),
      random: &random, workers: Workers(threads: 1))
    fit.identifySign()
    return fit
  }

  @Test("weighs ratings as the reference does after its first fit")
  func weights() throws {
    let weights = NormalizedLoss().userWeights(
      PlantedRatings.matrix, users: try firstFit().users)
    expectClose(weights, GoldenRefits.normalizedWeights, within: 1e-6, "weights of users")
  }

  @Test("ends its second fit where the reference ends")
  func secondFit() throws {
    let weights = NormalizedLoss().userWeights(
      PlantedRatings.matrix, users: try firstFit().users)
    let items = (0..<PlantedRatings.itemCount).map { item in
      BiasFactor(intercept: 0, factor: PlantedRatings.spread(item, 19, 29, 32))
    }
    var random = RandomStream(seed: 1)
    var fit = try model.fit(
      PlantedRatings.matrix,
      start: BiasedFactorization.Start(items: items, users: PlantedRatings.startUsers),
      userWeights: weights, random: &random, workers: Workers(threads: 2))
    fit.identifySign()
    let golden = GoldenFits.normalized
    #expect(fit.epochs == golden.epochs)
    expectClose(
      fit.items.map(\.intercept), golden.itemIntercepts, within: 2e-5, "item intercepts")
    expectClose(fit.items.map(\.factor), golden.itemFactors, within: 2e-5, "item factors")
    expectClose(
      fit.users.map(\.intercept), golden.userIntercepts, within: 2e-5, "user intercepts")
    expectClose(fit.users.map(\.factor), golden.userFactors, within: 2e-5, "user factors")
    expectClose(
      [fit.global, fit.trainError], [golden.global, golden.trainError], within: 2e-5,
      "global intercept and unweighted train error")
  }

  @Test("draws the second fit's item factors and starts users where told")
  func secondFitFromRandomItems() throws {
    let first = try firstFit().users
    var random = RandomStream(seed: 5)
    let normalized = try model.fitNormalized(
      PlantedRatings.matrix, by: NormalizedLoss(), fitted: first, users: PlantedRatings.startUsers,
      random: &random, workers: Workers(threads: 1))
    var sameRandom = RandomStream(seed: 5)
    let byHand = try model.fit(
      PlantedRatings.matrix, start: BiasedFactorization.Start(users: PlantedRatings.startUsers),
      userWeights: NormalizedLoss().userWeights(PlantedRatings.matrix, users: first),
      random: &sameRandom, workers: Workers(threads: 1))
    #expect(normalized.items == byHand.items)
    #expect(normalized.users == byHand.users)
  }

  @Test("gives both sides of the axis the same total before users are normalised")
  func equalSides() {
    var loss = NormalizedLoss()
    loss.userNormExponent = 0
    let users = PlantedRatings.startUsers
    let weights = loss.userWeights(PlantedRatings.matrix, users: users)
    let starts = PlantedRatings.matrix.byUser.starts
    var totals = (positive: 0.0, other: 0.0)
    for user in users.indices {
      let total = Double(weights[user]) * Double(starts[user + 1] - starts[user])
      if users[user].factor > 0 { totals.positive += total } else { totals.other += total }
    }
    #expect(abs(totals.positive - totals.other) < 1e-3)
    #expect(abs(totals.positive + totals.other - Double(PlantedRatings.matrix.ratingCount)) < 1e-3)
  }

  @Test("leaves the sides alone where all raters stand on one")
  func oneSide() {
    var loss = NormalizedLoss()
    loss.userNormExponent = 0
    let users = [BiasFactor](repeating: BiasFactor(0, 1), count: PlantedRatings.userCount)
    let weights = loss.userWeights(PlantedRatings.matrix, users: users)
    #expect(weights.allSatisfy { $0 == 1 })
  }
}
