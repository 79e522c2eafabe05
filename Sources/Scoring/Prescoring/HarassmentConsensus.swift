import Factorization
import NoteModel

extension ScoringModel {
  /// How much raters of both sides agree that each note is spam, harassment or abuse: a
  /// factorization of that tag as the first factorization is of helpfulness.
  ///
  /// - Parameter helpful: the training ratings of raters that were found helpful.
  /// - Returns: intercept and factor of every note; missing where there is nothing to fit.
  func harassmentConsensus(
    _ store: RatingStore, _ helpful: Scope, firstRows: FitRows, first: BiasedFactorization.Fit,
    noteCount: Int, _ data: ScoringData, random: inout RandomStream
  ) throws(ScoringError) -> [BiasFactor] {
    let none = [BiasFactor](repeating: .missing, count: noteCount)
    let scope = store.withMinimumCounts(helpful, minRater: 10, minNote: 5) {
      Self.harassmentLabel(store, $0) != nil
    }
    let fitData = FitData(store, scope) { Self.harassmentLabel(store, $0) }
    let ratings = fitData.matrix.ratingCount
    guard ratings > 0 else { return none }
    let positive = fitData.matrix.byItem.levels.count { $0 == 2 }
    guard positive > 0, positive < ratings else { return none }
    let rate = Double(positive) / Double(ratings)

    var model = BiasedFactorization()
    model.loss = .logistic(positiveWeight: Float((1 - rate) / rate))
    model.initLearningRate = 2
    let items = firstRows.spreadNotes(first.items, count: noteCount)
    let users = firstRows.spreadRaters(first.users, count: data.participantCount)
    var fit = try fitting(name) { () throws(FactorizationError) in
      try model.fit(
        fitData.matrix,
        start: BiasedFactorization.Start(
          items: fitData.notes.map { BiasFactor(0, 2 * items[Int($0)].orZero.factor) },
          users: fitData.raters.map { BiasFactor(0, 2 * users[Int($0)].orZero.factor) }),
        random: &random, workers: data.workers)
    }
    fit.identifySign()
    return fitData.rows.spreadNotes(fit.items, count: noteCount)
  }

  /// 2 (yes) where the rating says harassment; 0 where it is helpful or names another reason; nil
  /// for the rest, and for ratings from before today's tags.
  private static func harassmentLabel(_ store: RatingStore, _ rating: Int) -> UInt8? {
    guard store.createdAtMillis[rating] >= Moment.ratingTagChange else { return nil }
    let tags = store.tags(rating)
    if tags.contains(.notHelpfulSpamHarassmentOrAbuse) { return 2 }
    if tags.contains(.notHelpfulOther) { return 0 }
    let isHelpful = store.level[rating] == Helpfulness.helpful.rawValue && store.hasLevel(rating)
    return isHelpful ? 0 : nil
  }
}
