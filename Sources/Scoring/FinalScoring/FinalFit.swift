import Factorization

/// Note parameters fitted to some of the ratings, with raters as prescoring left them.
struct FinalFit: Sendable {
  /// Over all notes; missing where the note has no rating in the fit.
  var parameters: [BiasFactor]
  /// The fit's ratings: helpful raters on notes with enough ratings.
  var scope: Scope
  /// Positions of the fitted notes, ascending, and their statistics for further refits.
  var notes: [UInt32]
  var statistics: [ItemStatistics]
  /// Parameters of the raters that have a rating in the fit.
  var users: [BiasFactor]
  /// Which raters these are.
  var isRater: [Bool]
}

extension ScoringModel {
  /// Fits note parameters to the ratings in scope.
  ///
  /// - Parameter ratingsPerNote: ρ of the ratio-corrected penalty.
  /// - Returns: nil where no rating is left.
  func finalFit(
    _ store: RatingStore, _ scope: Scope, prescored: PrescoredModel, lookup: RaterLookup,
    ratingsPerNote: Double
  ) throws(ScoringError) -> FinalFit? {
    let enough = store.withMinimumCounts(scope, minRater: 0, minNote: minRatingsPerNote)
    let fitted = enough.keeping(
      raters: lookup.isHelpful.indices.map {
        lookup.isHelpful[$0] && !lookup.parameters[$0].intercept.isNaN
      })
    let global = prescored.meta.globalIntercept ?? 0
    var notes: [UInt32] = []
    var statistics: [ItemStatistics] = []
    var isRater = [Bool](repeating: false, count: lookup.parameters.count)
    for note in 0..<store.noteCount {
      var sums = ItemStatistics()
      store.forEachRating(ofNote: note, in: fitted) { rating in
        let rater = Int(store.rater[rating])
        isRater[rater] = true
        sums.add(
          rating: Float(store.level[rating]) * 0.5, by: lookup.parameters[rater], global: global)
      }
      guard sums.count > 0 else { continue }
      notes.append(UInt32(note))
      statistics.append(sums)
    }
    guard !notes.isEmpty else { return nil }
    let start = FitData.spread(
      prescored.notes.parameters, at: prescored.notes.note, count: store.noteCount)
    let users = isRater.indices.filter { isRater[$0] }.map { lookup.parameters[$0] }
    var model = factorization
    model.ratingsPerItem = ratingsPerNote
    let refit = try fitting(name) { () throws(FactorizationError) in
      try model.refitItems(
        statistics, start: notes.map { start[Int($0)].orZero },
        frozen: BiasedFactorization.Frozen(users: users, global: global, of: model))
    }
    return FinalFit(
      parameters: FitData.spread(refit.items, at: notes, count: store.noteCount), scope: fitted,
      notes: notes, statistics: statistics, users: users, isRater: isRater)
  }
}
