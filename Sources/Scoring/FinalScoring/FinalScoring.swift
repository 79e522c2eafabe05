import Factorization
import NoteModel

/// Raters whose absence must not change what a note is.
struct SuspectRaters: Sendable {
  var highVolume: [Bool]
  var correlated: [Bool]
}

extension MatrixFactorizationModel {
  /// Fits note parameters with raters as prescoring left them, and applies the model's rules.
  ///
  /// - Parameter store: ratings after the weaker removal of coordinated ones.
  /// - Returns: nil where no rating is left to fit.
  /// - Throws: `ScoringError`.
  func scoreFinal(
    _ store: RatingStore, _ data: ScoringData, prescored: PrescoredModel, suspects: SuspectRaters
  ) throws(ScoringError) -> ModelResult? {
    let scope = scope(data)
    let lookup = RaterLookup(prescored.raters, participants: data.participantCount)
    let ratio = prescored.meta.ratingsPerNote

    func sideIntercepts(_ scope: Scope, _ ratio: Double) throws(ScoringError) -> [Float] {
      let fit = try finalFit(
        store, scope, prescored: prescored, lookup: lookup, ratingsPerNote: ratio)
      return fit?.parameters.map(\.intercept)
        ?? Array(repeating: .nan, count: store.noteCount)
    }
    let noHighVolume = try sideIntercepts(
      scope.keeping(raters: suspects.highVolume.map { !$0 }), ratio)
    let noCorrelated = try sideIntercepts(
      scope.keeping(raters: suspects.correlated.map { !$0 }), ratio)
    var sampled = scope
    sampled.populationSampledOnly = true
    let populationSampled = try sideIntercepts(sampled, populationSampledRatingsPerNote)

    guard
      let fit = try finalFit(
        store, scope, prescored: prescored, lookup: lookup, ratingsPerNote: ratio)
    else { return nil }
    data.onStage(.noteEvidence)
    var result = try evidence(
      store, scope, data, prescored: prescored, lookup: lookup, fit: fit,
      noHighVolume: noHighVolume, noCorrelated: noCorrelated)
    result.interceptPopulationSampled = populationSampled
    result.isScored = captured(store, data, scope: scope)
    var known = scope
    known.raters = lookup.isKnown.indices.map { scope.raters[$0] && lookup.isKnown[$0] }
    result.finalRoundRatings = store.ratingCounts(in: known)
    return result
  }

  /// Computes every number that the rules look at, and applies them.
  private func evidence(
    _ store: RatingStore, _ scope: Scope, _ data: ScoringData, prescored: PrescoredModel,
    lookup: RaterLookup, fit: FinalFit, noHighVolume: [Float], noCorrelated: [Float]
  ) throws(ScoringError) -> ModelResult {
    let count = store.noteCount
    let missing = [Float](repeating: .nan, count: count)
    var interceptMin = missing
    var interceptMax = missing
    if computesPseudoRaterBounds {
      let bounds = try fitting(name) { () throws(FactorizationError) in
        try factorization.pseudoRaterBounds(
          fit.statistics, items: fit.notes.map { fit.parameters[Int($0)] }, users: fit.users,
          global: prescored.meta.globalIntercept ?? 0)
      }
      for (index, note) in fit.notes.enumerated() {
        interceptMin[Int(note)] = bounds.minimum[index].intercept
        interceptMax[Int(note)] = bounds.maximum[index].intercept
      }
    }
    let diligence = try finalLowDiligence(
      store, fit, prescored: prescored, lookup: lookup, data)
    let raterFactor = fit.isRater.indices.map {
      fit.isRater[$0] ? lookup.parameters[$0].factor : .nan
    }
    let aggregates = TagAggregates(
      store, scope, noteFactor: fit.parameters.map(\.factor), raterFactor: raterFactor)
    let signs = store.signStatistics(in: scope, raterFactor: raterFactor)
    let incorrect = store.incorrectStatistics(
      in: scope, noteFactor: fit.parameters.map(\.factor), raterFactor: raterFactor,
      tagCounts: lookup.tagCounts)
    let counts = store.ratingCounts(in: scope)
    let rules = finalRules(isMainPass: true)
    let thresholds = prescored.meta.tagThresholds
    var outliers = [RatingTags](repeating: [], count: count)
    var verdicts = [Verdict](repeating: Verdict(), count: count)
    for note in 0..<count {
      outliers[note] = aggregates.outlierTags(note, thresholds: thresholds)
      let evidence = NoteEvidence(
        classification: data.notes.classification[note],
        previousStatus: data.previousStatus(note), ratingCount: counts[note],
        intercept: fit.parameters[note].intercept, factor: fit.parameters[note].factor,
        interceptMin: interceptMin[note], interceptMax: interceptMax[note],
        interceptNoHighVolume: noHighVolume[note], interceptNoCorrelated: noCorrelated[note],
        lowDiligenceIntercept: diligence[note], signs: signs[note], incorrect: incorrect[note],
        outlierTags: outliers[note])
      verdicts[note] = rules.verdict(on: evidence)
    }
    return ModelResult(
      isScored: [], verdict: verdicts, parameters: fit.parameters, interceptMin: interceptMin,
      interceptMax: interceptMax, interceptNoHighVolume: noHighVolume,
      interceptNoCorrelated: noCorrelated, interceptPopulationSampled: missing,
      finalRoundRatings: [],
      details: ModelResult.Details(
        signs: signs, incorrect: incorrect, lowDiligenceIntercept: diligence,
        outlierTags: outliers, ratingWeight: aggregates.ratingWeight,
        adjustedTags: aggregates.adjusted))
  }

  /// Notes in scope of whose ratings enough are by the model's raters.
  private func captured(_ store: RatingStore, _ data: ScoringData, scope: Scope) -> [Bool] {
    guard let captureThreshold else { return scope.notes }
    let inGroup = store.ratingCounts(in: scope)
    return scope.notes.indices.map { note in
      let all = store.range(ofNote: note).count
      return scope.notes[note] && all > 0
        && Double(inGroup[note]) / Double(all) >= captureThreshold
    }
  }

  /// The note intercepts of the diligence model; missing outside the fit.
  private func finalLowDiligence(
    _ store: RatingStore, _ fit: FinalFit, prescored: PrescoredModel, lookup: RaterLookup,
    _ data: ScoringData
  ) throws(ScoringError) -> [Float] {
    let fitData = FitData(store, fit.scope) { store.lowDiligenceLabel($0) }
    var startItems = [SIMD2<Float>](repeating: .zero, count: store.noteCount)
    for (row, note) in prescored.notes.note.enumerated() {
      startItems[Int(note)] = SIMD2(
        prescored.notes.lowDiligenceFactor[row].orZero,
        prescored.notes.lowDiligenceInterceptRound2[row].orZero)
    }
    var model = ReputationFactorization.lowDiligence
    model.ratingsPerItem = prescored.meta.ratingsPerNote
    model.ratingsPerUser = prescored.meta.ratingsPerRater
    let items = try fitting(name) { () throws(FactorizationError) in
      try model.trainItems(
        fitData.matrix,
        start: ReputationFactorization.Parameters(
          items: fitData.notes.map { startItems[Int($0)] },
          users: fitData.raters.map { lookup.diligence[Int($0)] },
          global: prescored.meta.lowDiligenceGlobals.y),
        finalUserBiases: fitData.raters.map { lookup.diligenceFinalBias[Int($0)] },
        finalGlobal: prescored.meta.lowDiligenceGlobals.z, workers: data.workers)
    }
    var intercepts = [Float](repeating: .nan, count: store.noteCount)
    for (index, note) in fitData.notes.enumerated() { intercepts[Int(note)] = items[index].y }
    return intercepts
  }
}

extension Float {
  /// 0 in place of a missing number.
  var orZero: Float { isNaN ? 0 : self }
}
