import Parallel
import Synchronization

/// What prescoring learned.
public struct Prescored: Sendable {
  /// By name; models with too few ratings are absent.
  public var models: [String: PrescoredModel] = [:]
  public var reputation: ReputationModel.Prescored?
  /// Why models are absent, by name.
  public var shortfalls: [String: ModelShortfall.Reason] = [:]

  public init() {}

  public var core: PrescoredModel? { models[ScoringModel.core.name] }
}

/// Runs every model that learns raters.
func prescore(
  _ store: RatingStore, _ data: ScoringData, _ table: ModelTable, budget: Int
) throws(ScoringError) -> Prescored {
  let outcomes = try table.prescoring.runs(store, data, budget: budget) {
    model throws(ScoringError) in try model.prescore(store, data)
  }
  var prescored = Prescored()
  for (model, outcome) in zip(table.prescoring, outcomes) {
    switch outcome {
    case .done(let learned): prescored.models[model.name] = learned
    case .short(let reason): prescored.shortfalls[model.name] = reason
    }
  }
  if table.hasReputation {
    switch try ReputationModel.prescore(store, data) {
    case .done(let learned): prescored.reputation = learned
    case .short(let reason): prescored.shortfalls[ReputationModel.name] = reason
    }
  }
  return prescored
}

/// Runs every model that scores notes.
func scoreFinal(
  _ store: RatingStore, _ data: ScoringData, _ table: ModelTable, _ prescored: Prescored,
  suspects: SuspectRaters, budget: Int
) throws(ScoringError) -> ModelResults {
  // Taken as soon as it is there, so that its columns that nobody prints are given up. The order
  // does not matter: no two models have a say in the same cell.
  let taken = Mutex(ModelResults(noteCount: store.noteCount))
  let outcomes = try table.final.runs(store, data, budget: budget) {
    model throws(ScoringError) -> ModelShortfall.Reason? in
    let learner = model.prescoredBy ?? model.name
    guard let learned = prescored.models[learner] else {
      return learner == model.name
        ? prescored.shortfalls[learner] ?? .noRaters(of: learner) : .noRaters(of: learner)
    }
    switch try model.scoreFinal(store, data, prescored: learned, suspects: suspects) {
    case .done(let result):
      taken.withLock { $0.take(result, of: model) }
      return nil
    case .short(let reason): return reason
    }
  }
  var results = taken.withLock { $0 }
  results.shortfalls = zip(table.final, outcomes).compactMap { model, reason in
    reason.map { ModelShortfall(model: model.name, reason: $0) }
  }
  if let reputation = prescored.reputation {
    switch try ReputationModel.scoreFinal(store, data, prescored: reputation) {
    case .done(let result): results.reputation = result
    case .short(let reason):
      results.shortfalls.append(ModelShortfall(model: ReputationModel.name, reason: reason))
    }
  } else if let reason = prescored.shortfalls[ReputationModel.name] {
    results.shortfalls.append(ModelShortfall(model: ReputationModel.name, reason: reason))
  }
  return results
}

extension [ScoringModel] {
  /// What each model gives, side by side as far as memory allows.
  ///
  /// - Parameter budget: bytes that the models may need together.
  fileprivate func runs<Value: Sendable>(
    _ store: RatingStore, _ data: ScoringData, budget: Int,
    _ body: @escaping @Sendable (ScoringModel) throws(ScoringError) -> Value
  ) throws(ScoringError) -> [Value] {
    let models = self
    // This thread only waits from here on.
    data.onStage(.idle)
    let sizes = data.workers.map(count) { models[$0].estimatedBytes(store, data) }
    let results = JobSchedule(slots: data.workers.threads, budget: budget).map(sizes) {
      job -> Result<Value, ScoringError> in
      defer { data.onStage(.idle) }
      return Result { () throws(ScoringError) in try body(models[job]) }
    }
    var values: [Value] = []
    for result in results { values.append(try result.get()) }
    return values
  }
}

extension ScoringModel {
  /// About how much memory a run of the model needs beside what all models share: two layouts of
  /// its ratings and two of those of its helpful raters, and arrays over all notes and raters.
  ///
  /// - Returns: bytes, rather too many than too few.
  func estimatedBytes(_ store: RatingStore, _ data: ScoringData) -> Int {
    let scope = scope(store, data)
    var ratings = 0
    for note in 0..<store.noteCount {
      store.forEachRating(ofNote: note, in: scope) { _ in ratings += 1 }
    }
    return 40 * ratings + 400 * store.noteCount + 200 * data.participantCount
  }
}
