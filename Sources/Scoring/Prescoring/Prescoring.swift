import Factorization
import NoteModel
import Parallel

extension ScoringModel {
  /// Fits the model on all its ratings, finds the raters whose early ratings stood up, and fits it
  /// again on their ratings. Models without reputation stop after the first fit.
  ///
  /// - Parameter store: ratings after the removal of coordinated ones.
  /// - Returns: why not where too little is left to fit: no rating after the minimum counts, or no
  ///   rater with a valid rating on a note that reached a status.
  /// - Throws: `ScoringError`.
  func prescore(
    _ store: RatingStore, _ data: ScoringData
  ) throws(ScoringError) -> ModelOutcome<PrescoredModel> {
    data.onStage(.firstFit)
    var random = RandomStream(seed: data.seed)
    let scope = scope(store, data)
    let training = store.withMinimumCounts(
      scope, minRater: minRatingsPerRater, minNote: minRatingsPerNote)
    // A fit's ratings are given up before the next one's are laid out: only rows are kept.
    guard let (firstRows, first) = try firstFit(store, training, data, random: &random) else {
      return .short(tooFewRatings)
    }
    let status = provisionalStatus(store, scope, firstRows, first, data)
    let round =
      usesReputation
      ? try secondRound(
        store, scope, training: training, firstRows, first, status, data, random: &random)
      : SecondRound(
        scope: training, rows: firstRows, fit: first,
        helpfulness: HelpfulnessScores(participants: data.participantCount),
        harassment: Array(repeating: .missing, count: data.notes.count))
    guard let round else { return .short(.noHelpfulRaters) }

    data.onStage(.diligence)
    let diligence = try lowDiligence(
      store, round.scope, userFactors: round.fit.users.map(\.factor), data, random: &random)
    let meta = meta(store, scope, round, diligence, status, data)
    return .done(
      PrescoredModel(
        notes: noteTable(round, diligence),
        raters: raterTable(
          round, diligence,
          firstUsers: firstRows.spreadRaters(first.users, count: data.participantCount),
          incorrect: store.incorrectTagCounts(in: scope)),
        meta: meta))
  }

  /// That no rating is left after the minimum counts.
  var tooFewRatings: ModelShortfall.Reason {
    .tooFewRatings(perRater: minRatingsPerRater, perNote: minRatingsPerNote)
  }

  /// The fit that counts, and how its raters were chosen.
  struct SecondRound {
    let scope: Scope
    let rows: FitRows
    let fit: BiasedFactorization.Fit
    let helpfulness: HelpfulnessScores
    /// Harassment intercept and factor of every note.
    let harassment: [BiasFactor]
  }

  /// The status of every note by the first fit; "needs more ratings" outside the scope.
  private func provisionalStatus(
    _ store: RatingStore, _ scope: Scope, _ rows: FitRows, _ fit: BiasedFactorization.Fit,
    _ data: ScoringData
  ) -> [NoteStatus] {
    let items = rows.spreadNotes(fit.items, count: data.notes.count)
    let counts = store.ratingCounts(in: scope)
    let inScope = notesInScope(data)
    let rules = firstRoundRules
    return items.indices.map { note in
      guard inScope[note] else { return .needsMoreRatings }
      return rules.verdict(
        on: NoteEvidence(
          classification: data.notes.classification[note],
          previousStatus: data.previousStatus(note), ratingCount: counts[note],
          intercept: items[note].intercept, factor: items[note].factor)
      ).status
    }
  }

  private func secondRound(
    _ store: RatingStore, _ scope: Scope, training: Scope, _ firstRows: FitRows,
    _ first: BiasedFactorization.Fit, _ status: [NoteStatus], _ data: ScoringData,
    random: inout RandomStream
  ) throws(ScoringError) -> SecondRound? {
    data.onStage(.helpfulRaters)
    let firstItems = firstRows.spreadNotes(first.items, count: data.notes.count)
    let inputs = HelpfulnessInputs(
      store: store, notes: data.notes,
      qualifying: QualifyingRatings(notes: data.notes, history: data.history), scope: scope,
      status: status, intercept: firstItems.map(\.intercept))
    let provisional = helpfulnessScores(inputs, penalties: nil)
    data.onStage(.harassment)
    let harassment = try harassmentConsensus(
      store, training.keeping(raters: provisional.isHelpful), firstRows: firstRows, first: first,
      noteCount: data.notes.count, data, random: &random)
    let helpfulness = helpfulnessScores(
      inputs,
      penalties: harassmentPenalties(
        store, fitted: training, harassmentIntercept: harassment.map(\.intercept)))

    data.onStage(.secondFit)
    let helpful = training.keeping(raters: helpfulness.isHelpful)
    let fitData = FitData(store, helpful)
    guard fitData.matrix.ratingCount > 0 else { return nil }
    let firstUsers = firstRows.spreadRaters(first.users, count: data.participantCount)
    let fit = try fit(
      fitData.matrix,
      start: BiasedFactorization.Start(
        items: fitData.notes.map { firstItems[Int($0)].orZero },
        users: fitData.raters.map { firstUsers[Int($0)].orZero }),
      data, random: &random)
    return SecondRound(
      scope: helpful, rows: fitData.rows, fit: fit, helpfulness: helpfulness, harassment: harassment
    )
  }

  /// The first fit, stably initialised where the model asks for it.
  ///
  /// - Returns: nil where no rating is left to fit.
  private func firstFit(
    _ store: RatingStore, _ training: Scope, _ data: ScoringData, random: inout RandomStream
  ) throws(ScoringError) -> (rows: FitRows, fit: BiasedFactorization.Fit)? {
    let fitData = FitData(store, training)
    guard fitData.matrix.ratingCount > 0 else { return nil }
    var start = BiasedFactorization.Start()
    if hasStableInitialization {
      start = try stableStart(
        fitData.rows, store: store, training: training, data, random: &random)
    }
    let fit = try fit(fitData.matrix, start: start, data, random: &random)
    if fitData.notes.count >= productionSizeNotes, fit.trainError > Self.maxTrainError {
      throw .trainErrorTooLarge(model: name, error: fit.trainError, limit: Self.maxTrainError)
    }
    return (fitData.rows, fit)
  }

  /// A fit with its viewpoint axis turned the usual way; with the normalised loss, its second fit.
  private func fit(
    _ matrix: RatingMatrix, start: BiasedFactorization.Start, _ data: ScoringData,
    random: inout RandomStream
  ) throws(ScoringError) -> BiasedFactorization.Fit {
    try fitting(name) { () throws(FactorizationError) in
      var fit = try factorization.fit(matrix, start: start, random: &random, workers: data.workers)
      fit.identifySign()
      if let normalizedLoss {
        fit = try factorization.fitNormalized(
          matrix, by: normalizedLoss, fitted: fit.users, users: start.users, random: &random,
          workers: data.workers)
        fit.identifySign()
      }
      return fit
    }
  }

  /// Mean squared error that the first fit may leave.
  private static let maxTrainError: Float = 0.16

  private func meta(
    _ store: RatingStore, _ scope: Scope, _ round: SecondRound,
    _ diligence: ReputationFactorization.Prescored, _ status: [NoteStatus], _ data: ScoringData
  ) -> PrescoredModel.Meta {
    let aggregates = TagAggregates(
      store, scope,
      noteFactor: round.rows.spreadNotes(round.fit.items, count: data.notes.count)
        .map(\.factor),
      raterFactor: round.rows.spreadRaters(round.fit.users, count: data.participantCount)
        .map(\.factor))
    return PrescoredModel.Meta(
      globalIntercept: factorization.usesGlobalIntercept ? round.fit.global : nil,
      lowDiligenceGlobals: diligence.globals,
      tagThresholds: aggregates.thresholds(
        among: round.rows.notes.filter { status[Int($0)] == .helpful },
        percentile: tagFilterPercentile),
      finalRoundRatings: round.rows.ratingCount, finalRoundNotes: round.rows.notes.count,
      finalRoundRaters: round.rows.raters.count)
  }
}

/// Names the model in an error of the numeric core.
func fitting<Result>(
  _ model: String, _ body: () throws(FactorizationError) -> Result
) throws(ScoringError) -> Result {
  do { return try body() } catch { throw .diverged(model: model) }
}
