import Factorization

extension ScoringModel {
  /// Starting values from a fit of the largest group's ratings on notes that it mostly rates.
  ///
  /// The full fit has many optima that differ in what the viewpoint axis means; starting from one
  /// well-covered part keeps its meaning from run to run. Where the group rates too little, the
  /// start is random.
  func stableStart(
    _ rows: FitRows, store: RatingStore, training: Scope, _ data: ScoringData,
    random: inout RandomStream
  ) throws(ScoringError) -> BiasedFactorization.Start {
    let subset = stableSubset(store, training, data)
    let stableData = FitData(store, subset)
    guard stableData.matrix.ratingCount > 0 else { return BiasedFactorization.Start() }
    var stable = factorization
    stable.penalties.diamond = 0
    var fit = try fitting(name) { () throws(FactorizationError) in
      try stable.fit(stableData.matrix, random: &random, workers: data.workers)
    }
    fit.identifySign()
    let items = stableData.rows.spreadNotes(fit.items, count: data.notes.count)
    let users = stableData.rows.spreadRaters(fit.users, count: data.participantCount)
    return BiasedFactorization.Start(
      items: rows.notes.map { items[Int($0)].orZero },
      users: rows.raters.map { users[Int($0)].orZero }, global: fit.global)
  }

  private static let stableGroup: Int16 = 13
  private static let stableGroupShare = 0.75
  private static let stableMinRatings: Int32 = 5

  /// Ratings by the group on notes with at least 5 ratings by enrolled raters, three quarters of
  /// them by the group.
  private func stableSubset(
    _ store: RatingStore, _ training: Scope, _ data: ScoringData
  ) -> Scope {
    let enrolled = training.keeping(raters: data.enrollment.row.map { $0 >= 0 })
    var inGroup = enrolled.keeping(raters: data.enrollment.group.map { $0 == Self.stableGroup })
    let all = store.ratingCounts(in: enrolled)
    let group = store.ratingCounts(in: inGroup)
    for note in all.indices
    where all[note] < Self.stableMinRatings
      || Double(group[note]) < Self.stableGroupShare * Double(all[note])
    {
      inGroup.notes[note] = false
    }
    return inGroup
  }
}
