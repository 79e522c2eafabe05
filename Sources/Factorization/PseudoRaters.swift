import Parallel

/// How far one more rating of 1 could move an item: refits with an artificial rater added to every
/// item, at the two ends and the middle of the viewpoint axis.
public struct PseudoRaterBounds: Sendable {
  /// Per item: smallest and largest over the four refits, and the median.
  public var minimum: [BiasFactor]
  public var median: [BiasFactor]
  public var maximum: [BiasFactor]
}

extension BiasedFactorization {
  /// Four refits from the final items: with the ratings as they are, and with one rating of 1 by an
  /// artificial rater whose intercept is the smallest of all users and whose factor is the
  /// smallest, 0, and the largest.
  ///
  /// The penalties are the mean form without the diamond term even where the final fit is
  /// ratio-corrected: so does the reference.
  ///
  /// - Parameters:
  ///   - users: the users of the final fit; not empty.
  /// - Throws: `FactorizationError`, as `refitItems`.
  public func pseudoRaterBounds(
    _ statistics: [ItemStatistics], items: [BiasFactor], users: [BiasFactor], global: Float,
    workers: Workers = Workers(threads: 1)
  ) throws(FactorizationError) -> PseudoRaterBounds {
    var model = self
    model.ratingsPerItem = nil
    model.penalties.diamond = 0
    let intercept = users.reduce(Float.infinity) { min($0, $1.intercept) }
    let lowest = users.reduce(Float.infinity) { min($0, $1.factor) }
    let highest = users.reduce(-Float.infinity) { max($0, $1.factor) }
    let raters = [lowest, 0, highest].map { BiasFactor(intercept: intercept, factor: $0) }
    // All three count among the frozen users of every refit, whoever of them rates: so does the
    // reference.
    let frozen = Frozen(users: users + raters, global: global, of: model)
    var refits = [
      try model.refitItems(
        statistics, start: items, frozen: frozen, workers: workers
      ).items
    ]
    for rater in raters {
      var extended = statistics
      for index in extended.indices { extended[index].add(rating: 1, by: rater, global: global) }
      refits.append(
        try model.refitItems(
          extended, start: items, frozen: frozen, workers: workers
        ).items)
    }
    return bounds(refits)
  }

  private func bounds(_ refits: [[BiasFactor]]) -> PseudoRaterBounds {
    let count = refits[0].count
    let zero = [BiasFactor](repeating: .zero, count: count)
    var bounds = PseudoRaterBounds(minimum: zero, median: zero, maximum: zero)
    for index in 0..<count {
      for lane in 0..<2 {
        let values = refits.map { $0[index][lane] }.sorted()
        bounds.minimum[index][lane] = values[0]
        bounds.median[index][lane] = (values[1] + values[2]) / 2
        bounds.maximum[index][lane] = values[3]
      }
    }
    return bounds
  }
}
