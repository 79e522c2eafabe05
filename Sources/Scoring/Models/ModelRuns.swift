/// What prescoring learned.
public struct Prescored: Sendable {
  /// By name; models with too few ratings are absent.
  public var models: [String: PrescoredModel] = [:]
  public var reputation: ReputationModel.Prescored?

  public init() {}

  public var core: PrescoredModel? { models[ScoringModel.core.name] }
}

/// Runs every model that learns raters.
func prescore(
  _ store: RatingStore, _ data: ScoringData, _ table: ModelTable
) throws(ScoringError) -> Prescored {
  var prescored = Prescored()
  for model in table.prescoring {
    prescored.models[model.name] = try model.prescore(store, data)
  }
  if table.hasReputation {
    prescored.reputation = try ReputationModel.prescore(store, data)
  }
  return prescored
}

/// Runs every model that scores notes.
func scoreFinal(
  _ store: RatingStore, _ data: ScoringData, _ table: ModelTable, _ prescored: Prescored,
  suspects: SuspectRaters
) throws(ScoringError) -> ModelResults {
  var results = ModelResults(noteCount: store.noteCount)
  for model in table.final {
    guard let learned = prescored.models[model.prescoredBy ?? model.name] else { continue }
    if let result = try model.scoreFinal(store, data, prescored: learned, suspects: suspects) {
      results.take(result, of: model)
    }
  }
  if let reputation = prescored.reputation {
    results.reputation = try ReputationModel.scoreFinal(store, data, prescored: reputation)
  }
  return results
}
