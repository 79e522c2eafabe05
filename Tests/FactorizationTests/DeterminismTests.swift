import Parallel
import Testing

@testable import Factorization

@Suite("Fits are the same bits for any number of threads")
struct DeterminismTests {
  /// More than one piece of 32 Ki ratings, and of 8 Ki parameters, on both sides.
  private static let ratings = RandomRatings(
    lengths: (0..<8400).map { $0 % 10 }, userCount: 8300, seed: 21)
  private static let matrix = ratings.matrix
  private static let threadCounts = [2, 3, 8]

  @Test("biased fits")
  func biased() throws {
    #expect(Self.matrix.byItem.pieces.count > 1)
    var model = BiasedFactorization()
    model.maxEpochs = 2
    let one = try fit(model, threads: 1)
    for threads in Self.threadCounts {
      let many = try fit(model, threads: threads)
      #expect(one.items == many.items)
      #expect(one.users == many.users)
      #expect(one.global == many.global)
      #expect(one.trainError == many.trainError)
    }
  }

  private func fit(
    _ model: BiasedFactorization, threads: Int
  ) throws -> BiasedFactorization.Fit {
    var random = RandomStream(seed: 7)
    return try model.fit(Self.matrix, random: &random, workers: Workers(threads: threads))
  }

  @Test("reputation fits")
  func reputation() throws {
    var model = ReputationFactorization.lowDiligence
    model.maxEpochs = 0
    let one = try prescore(model, threads: 1)
    #expect(one.epochs == SIMD3(1, 1, 1))
    for threads in Self.threadCounts {
      let many = try prescore(model, threads: threads)
      #expect(one.final.items == many.final.items)
      #expect(one.final.users == many.final.users)
      #expect(one.globals == many.globals)
    }
  }

  private func prescore(
    _ model: ReputationFactorization, threads: Int
  ) throws -> ReputationFactorization.Prescored {
    var random = RandomStream(seed: 7)
    return try model.prescore(
      Self.matrix, itemFactors: nil, userFactors: nil, random: &random,
      workers: Workers(threads: threads))
  }

  @Test("refits of items")
  func refits() throws {
    let users = RandomRatings.pairs(8300, bound: 1, seed: 22)
    var statistics = [ItemStatistics](repeating: ItemStatistics(), count: 8400)
    for (item, user, label) in Self.ratings.triples {
      statistics[item].add(rating: Float(label), by: users[user], global: 0)
    }
    var model = BiasedFactorization()
    model.maxEpochs = 3
    let frozen = BiasedFactorization.Frozen(users: users, global: 0, of: model)
    let start = RandomRatings.pairs(8400, bound: 1, seed: 23)
    let one = try model.refitItems(statistics, start: start, frozen: frozen)
    for threads in Self.threadCounts {
      let many = try model.refitItems(
        statistics, start: start, frozen: frozen, workers: Workers(threads: threads))
      #expect(one.items == many.items)
      #expect(one.epochs == many.epochs)
    }
  }

  @Test("the same seed gives the same fit, another seed another")
  func seeds() throws {
    var model = BiasedFactorization()
    model.maxEpochs = 3
    let fits = try ([5, 5, 6] as [UInt64]).map { seed in
      var random = RandomStream(seed: seed)
      return try model.fit(
        PlantedRatings.matrix, random: &random, workers: Workers(threads: 1))
    }
    #expect(fits[0].items == fits[1].items)
    #expect(fits[0].items != fits[2].items)
  }
}
