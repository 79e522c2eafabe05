import Parallel
import Testing

@testable import Factorization

@Suite("A biased fit from given starting values ends where the reference ends")
struct BiasedFactorizationGoldenTests {
  private func fit(
    _ model: BiasedFactorization, _ matrix: RatingMatrix = PlantedRatings.matrix,
    start: BiasedFactorization.Start? = nil
  ) throws -> BiasedFactorization.Fit {
    var random = RandomStream(seed: 1)
    let given = BiasedFactorization.Start(
      items: PlantedRatings.startItems, users: PlantedRatings.startUsers, global: 0.125)
    var fit = try model.fit(
      matrix, start: start ?? given, random: &random, workers: Workers(threads: 2))
    fit.identifySign()
    return fit
  }

  private func expect(
    _ fit: BiasedFactorization.Fit, _ golden: FitTable, within tolerance: Float = 2e-5,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let at = sourceLocation
    #expect(fit.epochs == golden.epochs, sourceLocation: at)
    expectClose(
      fit.items.map(\.intercept), golden.itemIntercepts, within: tolerance, "item intercepts",
      sourceLocation: at)
    expectClose(
      fit.items.map(\.factor), golden.itemFactors, within: tolerance, "item factors",
      sourceLocation: at)
    expectClose(
      fit.users.map(\.intercept), golden.userIntercepts, within: tolerance, "user intercepts",
      sourceLocation: at)
    expectClose(
      fit.users.map(\.factor), golden.userFactors, within: tolerance, "user factors",
      sourceLocation: at)
    expectClose(
      [fit.global, fit.trainError], [golden.global, golden.trainError], within: tolerance,
      "global intercept and train error", sourceLocation: at)
  }

  @Test("squared error, default penalties")
  func plain() throws { expect(try fit(BiasedFactorization()), GoldenFits.plain) }

  @Test("a diamond penalty")
  func diamond() throws {
    var model = BiasedFactorization()
    model.penalties.diamond = 0.25
    expect(try fit(model), GoldenFits.diamond)
  }

  @Test("no global intercept")
  func noGlobal() throws {
    var model = BiasedFactorization()
    model.usesGlobalIntercept = false
    let start = BiasedFactorization.Start(
      items: PlantedRatings.startItems, users: PlantedRatings.startUsers)
    expect(try fit(model, start: start), GoldenFits.noGlobal)
  }

  @Test("cross-entropy with a positive weight")
  func logistic() throws {
    var model = BiasedFactorization()
    model.loss = .logistic(positiveWeight: 3)
    model.initLearningRate = 2
    let factorsOnly = { (start: BiasFactor) in BiasFactor(intercept: 0, factor: start.factor) }
    let start = BiasedFactorization.Start(
      items: PlantedRatings.startItems.map(factorsOnly),
      users: PlantedRatings.startUsers.map(factorsOnly))
    expect(try fit(model, PlantedRatings.lowest, start: start), GoldenFits.logistic)
  }
}
