import Factorization
import NoteModel

/// Raters whose absence must not change what a note is.
struct SuspectRaters: Sendable {
  var highVolume: [Bool]
  var correlated: [Bool]
}

extension ScoringModel {
  /// Fits note parameters with raters as prescoring left them, and applies the model's rules.
  ///
  /// - Parameter store: ratings after the weaker removal of coordinated ones.
  /// - Returns: why not where no rating is left to fit.
  /// - Throws: `ScoringError`.
  func scoreFinal(
    _ store: RatingStore, _ data: ScoringData, prescored: PrescoredModel, suspects: SuspectRaters
  ) throws(ScoringError) -> ModelOutcome<ModelResult> {
    let scope = scope(store, data)
    let inputs = FinalInputs(store, data, prescored)
    let ratio = prescored.meta.ratingsPerNote

    func sideIntercepts(_ scope: Scope, _ ratio: Double) throws(ScoringError) -> [Float] {
      let fit = try finalFit(inputs, scope, ratingsPerNote: ratio)
      return fit?.parameters.map(\.intercept)
        ?? Array(repeating: .nan, count: store.noteCount)
    }
    data.onStage(.noteFits)
    let noHighVolume = try sideIntercepts(
      scope.keeping(raters: suspects.highVolume.map { !$0 }), ratio)
    let noCorrelated = try sideIntercepts(
      scope.keeping(raters: suspects.correlated.map { !$0 }), ratio)
    var sampled = scope
    sampled.populationSampledOnly = true
    let populationSampled = try sideIntercepts(sampled, populationSampledRatingsPerNote)

    guard let fit = try finalFit(inputs, scope, ratingsPerNote: ratio) else {
      return .short(.nothingToScore)
    }
    data.onStage(.noteEvidence)
    var result = try evidence(
      inputs, scope, fit: fit, noHighVolume: noHighVolume, noCorrelated: noCorrelated)
    result.interceptPopulationSampled = populationSampled
    result.isScored = captureThreshold == nil ? notesInScope(data) : captured(store, scope)
    var known = scope
    known.raters = inputs.lookup.isKnown.indices.map {
      scope.raters[$0] && inputs.lookup.isKnown[$0]
    }
    result.finalRoundRatings = store.ratingCounts(in: known)
    if case .topic = columns { result.isConfident = confident(inputs, fit) }
    return .done(result)
  }

  /// Computes every number that the rules look at, and applies them.
  private func evidence(
    _ inputs: FinalInputs, _ scope: Scope, fit: FinalFit, noHighVolume: [Float],
    noCorrelated: [Float]
  ) throws(ScoringError) -> ModelResult {
    let store = inputs.store
    let data = inputs.data
    let count = store.noteCount
    let missing = [Float](repeating: .nan, count: count)
    var interceptMin = missing
    var interceptMax = missing
    if computesPseudoRaterBounds {
      let bounds = try fitting(name) { () throws(FactorizationError) in
        try factorization.pseudoRaterBounds(
          fit.statistics, items: fit.notes.map { fit.parameters[Int($0)] }, users: fit.users,
          global: inputs.global, workers: data.workers)
      }
      for (index, note) in fit.notes.enumerated() {
        interceptMin[Int(note)] = bounds.minimum[index].intercept
        interceptMax[Int(note)] = bounds.maximum[index].intercept
      }
    }
    let diligence = try finalLowDiligence(inputs, fit)
    let raterFactor = fit.raters.map(\.factor)
    let noteFactor = fit.parameters.map(\.factor)
    let aggregates = TagAggregates(
      store, scope, noteFactor: noteFactor, raterFactor: raterFactor)
    let signs = store.signStatistics(in: scope, raterFactor: raterFactor)
    let incorrect = store.incorrectStatistics(
      in: scope, noteFactor: noteFactor, raterFactor: raterFactor,
      tagCounts: inputs.lookup.tagCounts)
    let counts = store.ratingCounts(in: scope)
    let rules = finalRules(isMainPass: true)
    let thresholds = inputs.prescored.meta.tagThresholds
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
      finalRoundRatings: [], isConfident: [],
      details: ModelResult.Details(
        signs: signs, incorrect: incorrect, lowDiligenceIntercept: diligence,
        outlierTags: outliers, ratingWeight: aggregates.ratingWeight,
        adjustedTags: aggregates.adjusted))
  }

  /// Fitted notes that raters of both sides rated more than `confidenceRatings` times; raters count
  /// wherever they rate.
  private func confident(_ inputs: FinalInputs, _ fit: FinalFit) -> [Bool] {
    (0..<inputs.store.noteCount).map { note in
      guard !fit.parameters[note].intercept.isNaN else { return false }
      var negative: Int32 = 0
      var positive: Int32 = 0
      for rating in inputs.store.range(ofNote: note) {
        let factor = inputs.lookup.parameters[Int(inputs.store.rater[rating])].factor
        if factor < 0 { negative += 1 }
        if factor >= 0 { positive += 1 }
      }
      return negative > confidenceRatings && positive > confidenceRatings
    }
  }

  /// The note intercepts of the diligence model; missing outside the fit.
  private func finalLowDiligence(
    _ inputs: FinalInputs, _ fit: FinalFit
  ) throws(ScoringError) -> [Float] {
    let store = inputs.store
    let prescored = inputs.prescored
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
          users: fitData.raters.map { inputs.lookup.diligence[Int($0)] },
          global: prescored.meta.lowDiligenceGlobals.y),
        finalUserBiases: fitData.raters.map { inputs.lookup.diligenceFinalBias[Int($0)] },
        finalGlobal: prescored.meta.lowDiligenceGlobals.z, workers: inputs.data.workers)
    }
    var intercepts = [Float](repeating: .nan, count: store.noteCount)
    for (index, note) in fitData.notes.enumerated() { intercepts[Int(note)] = items[index].y }
    return intercepts
  }
}
