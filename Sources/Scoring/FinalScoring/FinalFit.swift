import Factorization
import Parallel

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
  /// What the rules know of raters, over all participants; missing where a rater does not count.
  var raters: [BiasFactor]
}

/// What a final fit starts from and looks up.
struct FinalInputs: Sendable {
  let store: RatingStore
  let data: ScoringData
  let prescored: PrescoredModel
  let lookup: RaterLookup

  init(_ store: RatingStore, _ data: ScoringData, _ prescored: PrescoredModel) {
    self.store = store
    self.data = data
    self.prescored = prescored
    lookup = RaterLookup(prescored.raters, participants: data.participantCount)
  }

  var global: Float { prescored.meta.globalIntercept ?? 0 }
}

extension ScoringModel {
  /// Fits note parameters to the ratings in scope.
  ///
  /// - Parameter ratingsPerNote: ρ of the ratio-corrected penalty.
  /// - Returns: nil where no rating is left.
  func finalFit(
    _ inputs: FinalInputs, _ scope: Scope, ratingsPerNote: Double
  ) throws(ScoringError) -> FinalFit? {
    let store = inputs.store
    let lookup = inputs.lookup
    let enough = store.withMinimumCounts(scope, minRater: 0, minNote: minRatingsPerNote)
    let fitted = enough.keeping(
      raters: lookup.isHelpful.indices.map {
        (lookup.isHelpful[$0] || !usesReputation) && !lookup.parameters[$0].intercept.isNaN
      })
    var fit = FinalFit(
      parameters: [], scope: fitted, notes: [], statistics: [], users: [],
      raters: Array(repeating: .missing, count: lookup.parameters.count))
    for note in 0..<store.noteCount {
      var sums = ItemStatistics()
      store.forEachRating(ofNote: note, in: fitted) { rating in
        let rater = Int(store.rater[rating])
        fit.raters[rater] = lookup.parameters[rater]
        sums.add(
          rating: Float(store.level[rating]) * 0.5, by: lookup.parameters[rater],
          global: inputs.global)
      }
      guard sums.count > 0 else { continue }
      fit.notes.append(UInt32(note))
      fit.statistics.append(sums)
    }
    guard !fit.notes.isEmpty else { return nil }
    fit.users = fit.raters.filter { !$0.intercept.isNaN }
    let start = FitRows.spread(
      inputs.prescored.notes.parameters, at: inputs.prescored.notes.note, count: store.noteCount)
    var model = factorization
    model.ratingsPerItem = ratingsPerNote
    let items = try fitting(name) { () throws(FactorizationError) in
      try model.refitItems(
        fit.statistics, start: fit.notes.map { start[Int($0)].orZero },
        frozen: BiasedFactorization.Frozen(users: fit.users, global: inputs.global, of: model),
        workers: inputs.data.workers
      ).items
    }
    fit.parameters = FitRows.spread(items, at: fit.notes, count: store.noteCount)
    if let normalizedLoss {
      fit = try normalized(fit, inputs, by: normalizedLoss, model)
    }
    if let kernel {
      smooth(&fit, inputs, by: kernel)
    }
    return fit
  }

  /// The second fit of the normalised loss, which freezes nothing.
  private func normalized(
    _ fit: FinalFit, _ inputs: FinalInputs, by loss: NormalizedLoss, _ model: BiasedFactorization
  ) throws(ScoringError) -> FinalFit {
    let fitData = FitData(inputs.store, fit.scope)
    var random = RandomStream(seed: inputs.data.seed)
    let second = try fitting(name) { () throws(FactorizationError) in
      try model.fitNormalized(
        fitData.matrix, by: loss, fitted: fit.users, users: fit.users, random: &random,
        workers: inputs.data.workers)
    }
    var result = fit
    result.parameters = fitData.rows.spreadNotes(second.items, count: inputs.store.noteCount)
    result.raters = fitData.rows.spreadRaters(second.users, count: fit.raters.count)
    result.users = second.users
    return result
  }

  /// Replaces intercepts by the kernel's. Rules then know all prescored raters, helpful or not.
  private func smooth(_ fit: inout FinalFit, _ inputs: FinalInputs, by kernel: GaussianKernel) {
    let store = inputs.store
    let factors = inputs.lookup.parameters.map(\.factor)
    let notes = fit.notes
    let scope = fit.scope
    let authors = inputs.data.notes.author
    let grain = 64
    let pieces = inputs.data.workers.map((notes.count + grain - 1) / grain) { piece in
      notes[piece * grain..<min(notes.count, (piece + 1) * grain)].map { note in
        let author = Int(authors[Int(note)])
        var position: Float? = author < factors.count ? factors[author] : nil
        if position?.isNaN == true { position = nil }
        var ratings: [GaussianKernel.Rating] = []
        store.forEachRating(ofNote: Int(note), in: scope) { rating in
          let rater = Int(store.rater[rating])
          if rater == author { position = nil }
          ratings.append(
            GaussianKernel.Rating(position: factors[rater], level: store.level[rating]))
        }
        return kernel.summary(ratings, author: position)
      }
    }
    for (note, summary) in zip(notes, pieces.joined()) {
      let factor = fit.parameters[Int(note)].factor
      fit.parameters[Int(note)] = BiasFactor(
        intercept: summary.intercept, factor: factor.isNaN ? summary.factor : factor)
    }
    fit.raters = inputs.lookup.parameters
  }
}
