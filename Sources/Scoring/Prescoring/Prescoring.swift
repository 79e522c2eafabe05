import Factorization
import NoteModel
import Parallel

extension MatrixFactorizationModel {
  /// Fits the model on all its ratings, finds the raters whose early ratings stood up, and fits it
  /// again on their ratings.
  ///
  /// - Parameter store: ratings after the removal of coordinated ones.
  /// - Returns: nil where too little is left to fit: no rating after the minimum counts, or no
  ///   rater with a valid rating on a note that reached a status.
  /// - Throws: `ScoringError`.
  func prescore(_ store: RatingStore, _ data: ScoringData) throws(ScoringError) -> PrescoredModel? {
    data.onStage(.firstFit)
    var random = RandomStream(seed: data.seed)
    let scope = scope(data)
    let training = store.withMinimumCounts(
      scope, minRater: minRatingsPerRater, minNote: minRatingsPerNote)
    let firstData = FitData(store, training)
    guard firstData.matrix.ratingCount > 0 else { return nil }
    let first = try firstFit(firstData, store: store, training: training, data, random: &random)
    let noteCount = data.notes.count
    let firstItems = firstData.spreadNotes(first.items, count: noteCount)

    data.onStage(.helpfulRaters)
    let counts = store.ratingCounts(in: scope)
    let rules = firstRoundRules
    let status = (0..<noteCount).map { note in
      rules.verdict(
        on: NoteEvidence(
          classification: data.notes.classification[note],
          previousStatus: data.previousStatus(note), ratingCount: counts[note],
          intercept: firstItems[note].intercept, factor: firstItems[note].factor)
      ).status
    }
    let inputs = HelpfulnessInputs(
      store: store, notes: data.notes,
      qualifying: QualifyingRatings(notes: data.notes, history: data.history), scope: scope,
      status: status.indices.map { scope.notes[$0] ? status[$0] : .needsMoreRatings },
      intercept: firstItems.map(\.intercept))

    let provisional = helpfulnessScores(inputs, penalties: nil)
    data.onStage(.harassment)
    let harassment = try harassmentConsensus(
      store, training.keeping(raters: provisional.isHelpful), firstData: firstData, first: first,
      noteCount: noteCount, data, random: &random)
    let helpfulness = helpfulnessScores(
      inputs,
      penalties: harassmentPenalties(
        store, fitted: training, harassmentIntercept: harassment.map(\.intercept)))

    data.onStage(.secondFit)
    let helpful = training.keeping(raters: helpfulness.isHelpful)
    let finalData = FitData(store, helpful)
    guard finalData.matrix.ratingCount > 0 else { return nil }
    let firstUsers = firstData.spreadRaters(first.users, count: data.participantCount)
    var second = try fitting(name) { () throws(FactorizationError) in
      try factorization.fit(
        finalData.matrix,
        start: BiasedFactorization.Start(
          items: finalData.notes.map { firstItems[Int($0)].orZero },
          users: finalData.raters.map { firstUsers[Int($0)].orZero }),
        random: &random, workers: data.workers)
    }
    second.identifySign()

    data.onStage(.diligence)
    let diligence = try lowDiligence(
      store, helpful, userFactors: second.users.map(\.factor), data, random: &random)
    let aggregates = TagAggregates(
      store, scope, noteFactor: finalData.spreadNotes(second.items, count: noteCount).map(\.factor),
      raterFactor: finalData.spreadRaters(second.users, count: data.participantCount)
        .map(\.factor))
    let meta = PrescoredModel.Meta(
      globalIntercept: factorization.usesGlobalIntercept ? second.global : nil,
      lowDiligenceGlobals: diligence.globals,
      tagThresholds: aggregates.thresholds(
        among: finalData.notes.filter { status[Int($0)] == .helpful },
        percentile: tagFilterPercentile),
      finalRoundRatings: finalData.matrix.ratingCount, finalRoundNotes: finalData.notes.count,
      finalRoundRaters: finalData.raters.count)
    return PrescoredModel(
      notes: noteTable(finalData, second, diligence, harassment),
      raters: raterTable(
        finalData, second, diligence, firstUsers: firstUsers, helpfulness,
        incorrect: store.incorrectTagCounts(in: scope)),
      meta: meta)
  }

  /// The first fit, stably initialised where the model asks for it.
  private func firstFit(
    _ fitData: FitData, store: RatingStore, training: Scope, _ data: ScoringData,
    random: inout RandomStream
  ) throws(ScoringError) -> BiasedFactorization.Fit {
    var start = BiasedFactorization.Start()
    if hasStableInitialization {
      start = try stableStart(fitData, store: store, training: training, data, random: &random)
    }
    var fit = try fitting(name) { () throws(FactorizationError) in
      try factorization.fit(
        fitData.matrix, start: start, random: &random, workers: data.workers)
    }
    fit.identifySign()
    if fitData.notes.count >= productionSizeNotes, fit.trainError > Self.maxTrainError {
      throw .trainErrorTooLarge(model: name, error: fit.trainError, limit: Self.maxTrainError)
    }
    return fit
  }

  /// Mean squared error that the first fit may leave.
  private static let maxTrainError: Float = 0.16

  private func noteTable(
    _ fitData: FitData, _ fit: BiasedFactorization.Fit,
    _ diligence: ReputationFactorization.Prescored, _ harassment: [BiasFactor]
  ) -> PrescoredModel.Notes {
    var table = PrescoredModel.Notes()
    table.note = fitData.notes
    table.parameters = fit.items
    table.lowDiligenceFactor = diligence.final.items.map(\.x)
    table.lowDiligenceIntercept = diligence.final.items.map(\.y)
    table.lowDiligenceInterceptRound2 = diligence.itemBiasesRound2
    table.harassment = fitData.notes.map { harassment[Int($0)] }
    return table
  }

  private func raterTable(
    _ fitData: FitData, _ fit: BiasedFactorization.Fit,
    _ diligence: ReputationFactorization.Prescored, firstUsers: [BiasFactor],
    _ helpfulness: HelpfulnessScores, incorrect: [TagCounts]
  ) -> PrescoredModel.Raters {
    var local = [Int](repeating: -1, count: firstUsers.count)
    for (index, rater) in fitData.raters.enumerated() { local[Int(rater)] = index }
    var table = PrescoredModel.Raters()
    for rater in local.indices where local[rater] >= 0 || helpfulness.isListed[rater] {
      let fitted = local[rater] >= 0 ? local[rater] : nil
      let user = fitted.map { diligence.final.users[$0] }
      table.rater.append(UInt32(rater))
      table.parameters.append(fitted.map { fit.users[$0] } ?? .missing)
      table.firstRound.append(firstUsers[rater])
      table.crhCrnhRatioDifference.append(helpfulness.crhCrnhRatioDifference[rater])
      table.meanNoteScore.append(helpfulness.meanNoteScore[rater])
      table.raterAgreeRatio.append(helpfulness.raterAgreeRatio[rater])
      table.aboveHelpfulnessThreshold.append(
        helpfulness.isListed[rater] ? helpfulness.isHelpful[rater] : nil)
      table.lowDiligenceFactor.append(user?.x ?? .nan)
      table.lowDiligenceReputation.append(user?.y ?? .nan)
      table.lowDiligenceIntercept.append(user?.z ?? .nan)
      table.lowDiligenceInterceptRound2.append(
        fitted.map { diligence.userBiasesRound2[$0] } ?? .nan)
      table.incorrectTagRatings.append(incorrect[rater].incorrect)
      table.taggedRatings.append(incorrect[rater].tagged)
    }
    return table
  }
}

extension Scope {
  /// The same ratings by some raters only.
  func keeping(raters kept: [Bool]) -> Scope {
    var copy = self
    for rater in copy.raters.indices where !kept[rater] { copy.raters[rater] = false }
    return copy
  }
}

extension BiasFactor {
  /// A parameter that was not fitted.
  static let missing = BiasFactor(intercept: .nan, factor: .nan)

  /// What a fit starts from: 0 for what was not fitted before.
  var orZero: BiasFactor { intercept.isNaN ? .zero : self }
}

extension FitData {
  /// Values of items as an array over all notes; missing where the note is not in the fit.
  func spreadNotes(_ values: [BiasFactor], count: Int) -> [BiasFactor] {
    Self.spread(values, at: notes, count: count)
  }

  /// Values of users as an array over all participants.
  func spreadRaters(_ values: [BiasFactor], count: Int) -> [BiasFactor] {
    Self.spread(values, at: raters, count: count)
  }

  static func spread(_ values: [BiasFactor], at positions: [UInt32], count: Int) -> [BiasFactor] {
    var all = [BiasFactor](repeating: .missing, count: count)
    for (index, position) in positions.enumerated() { all[Int(position)] = values[index] }
    return all
  }
}

/// Names the model in an error of the numeric core.
func fitting<Result>(
  _ model: String, _ body: () throws(FactorizationError) -> Result
) throws(ScoringError) -> Result {
  do { return try body() } catch { throw .diverged(model: model) }
}
