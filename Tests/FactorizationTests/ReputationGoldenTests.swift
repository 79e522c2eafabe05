import Parallel
import Testing

@testable import Factorization

@Suite("A reputation fit from given starting values ends where the reference ends")
struct ReputationGoldenTests {
  private let workers = Workers(threads: 2)

  /// Start of prescoring: everything given, reputation 1.
  private var start: ReputationFactorization.Parameters {
    ReputationFactorization.Parameters(
      items: PlantedRatings.items(55, 37).map { SIMD2($0.factor, $0.intercept) },
      users: PlantedRatings.users(55, 37).map { SIMD4($0.factor, 1, $0.intercept, 0) }, global: 0)
  }

  @Test("three rounds of the low-diligence model")
  func lowDiligence() throws {
    try expectRounds(.lowDiligence, PlantedRatings.lowest, GoldenReputation.lowDiligence)
  }

  @Test("three rounds of the helpfulness model")
  func helpfulness() throws {
    try expectRounds(.helpfulness, PlantedRatings.matrix, GoldenReputation.helpfulness)
  }

  private func expectRounds(
    _ model: ReputationFactorization, _ matrix: RatingMatrix, _ golden: PrescoredTable,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let at = sourceLocation
    let result = try model.threeRounds(from: start, matrix, workers: workers)
    let pairs: [([Float], [Float], Comment)] = [
      (result.final.items.map(\.x), golden.itemFactors, "item factors"),
      (result.final.items.map(\.y), golden.itemBiases, "item biases"),
      (result.final.users.map(\.x), golden.userFactors, "user factors"),
      (result.final.users.map(\.y), golden.userReputations, "reputations"),
      (result.final.users.map(\.z), golden.userBiases, "user biases"),
      (result.itemBiasesRound2, golden.itemBiasesRound2, "item biases after round 2"),
      (result.userBiasesRound2, golden.userBiasesRound2, "user biases after round 2"),
      ((0..<3).map { result.globals[$0] }, golden.globals, "g after each round"),
    ]
    #expect((0..<3).map { result.epochs[$0] } == golden.epochs, sourceLocation: at)
    for (values, expected, what) in pairs {
      expectClose(values, expected, within: 5e-5, what, sourceLocation: at)
    }
  }

  /// Start of final training.
  private var finalStart: ReputationFactorization.Parameters {
    var parameters = start
    for user in parameters.users.indices {
      parameters.users[user].y = Float(user * 7 % 17 - 2) / 8
    }
    parameters.global = -0.25
    return parameters
  }

  private func trainedItems(
    _ model: ReputationFactorization, _ matrix: RatingMatrix
  ) throws -> [ReputationFactorization.Item] {
    try model.trainItems(
      matrix, start: finalStart,
      finalUserBiases: (0..<PlantedRatings.userCount).map { Float($0 * 13 % 29 - 14) / 55 },
      finalGlobal: 0.375, workers: workers)
  }

  @Test("final training of the low-diligence model, ratio-corrected")
  func lowDiligenceFinal() throws {
    var model = ReputationFactorization.lowDiligence
    model.ratingsPerItem = 8.5
    model.ratingsPerUser = 11
    let items = try trainedItems(model, PlantedRatings.lowest)
    expectClose(
      items.map(\.x), GoldenReputation.lowDiligenceFinal.itemFactors, within: 5e-5, "factors")
    expectClose(
      items.map(\.y), GoldenReputation.lowDiligenceFinal.itemBiases, within: 5e-5, "biases")
  }

  @Test("final training of the helpfulness model")
  func helpfulnessFinal() throws {
    let items = try trainedItems(.helpfulness, PlantedRatings.matrix)
    expectClose(
      items.map(\.x), GoldenReputation.helpfulnessFinal.itemFactors, within: 5e-5, "factors")
    expectClose(
      items.map(\.y), GoldenReputation.helpfulnessFinal.itemBiases, within: 5e-5, "biases")
  }
}
