import Testing

@testable import Factorization

@Suite("A refit of items ends where the reference ends")
struct RefitGoldenTests {
  private let users = PlantedRatings.startUsers
  private let global: Float = 0.125

  private var statistics: [ItemStatistics] {
    (0..<PlantedRatings.itemCount).map { item in
      var sums = ItemStatistics()
      for rating in PlantedRatings.starts[item]..<PlantedRatings.starts[item + 1] {
        sums.add(
          rating: Float(PlantedRatings.levels[rating]) / 2,
          by: users[Int(PlantedRatings.users[rating])], global: global)
      }
      return sums
    }
  }

  private func refit(
    _ model: BiasedFactorization
  ) throws -> (items: [BiasFactor], epochs: Int) {
    try model.refitItems(
      statistics, start: PlantedRatings.startItems,
      frozen: BiasedFactorization.Frozen(users: users, global: global, of: model))
  }

  private func expect(
    _ items: [BiasFactor], _ golden: RefitTable, sourceLocation: SourceLocation = #_sourceLocation
  ) {
    expectClose(
      items.map(\.intercept), golden.itemIntercepts, within: 2e-5, "intercepts",
      sourceLocation: sourceLocation)
    expectClose(
      items.map(\.factor), golden.itemFactors, within: 2e-5, "factors",
      sourceLocation: sourceLocation)
  }

  @Test("with the ratio-corrected penalty")
  func ratioCorrected() throws {
    var model = BiasedFactorization()
    model.ratingsPerItem = 7.5
    let refit = try refit(model)
    #expect(refit.epochs == GoldenRefits.refit.epochs)
    expect(refit.items, GoldenRefits.refit)
  }

  @Test("with a diamond penalty")
  func diamond() throws {
    var model = BiasedFactorization()
    model.ratingsPerItem = 7.5
    model.penalties.diamond = 0.25
    let refit = try refit(model)
    #expect(refit.epochs == GoldenRefits.refitDiamond.epochs)
    expect(refit.items, GoldenRefits.refitDiamond)
  }

  @Test("with artificial raters: smallest, median and largest parameters")
  func pseudoRaters() throws {
    var model = BiasedFactorization()
    model.ratingsPerItem = 7.5
    let final = try refit(model).items
    let bounds = try model.pseudoRaterBounds(
      statistics, items: final, users: users, global: global)
    expect(bounds.minimum, GoldenRefits.minimum)
    expect(bounds.median, GoldenRefits.median)
    expect(bounds.maximum, GoldenRefits.maximum)
  }
}
