import Snapshot

/// What is predicted of notes; indexed by position in `Snapshot.noteIDs`, nil where nothing is.
struct Predictions: Sendable {
  /// Whether a note that is about to be helpful will stay so.
  var flips: FlipPredictions
  /// Whether a note will be helpful, from its first ratings.
  var earlyHelpful: [EarlyHelpfulPrediction?]

  init(noteCount: Int) {
    flips = FlipPredictions(noteCount: noteCount)
    earlyHelpful = Array(repeating: nil, count: noteCount)
  }
}

/// Trains both predictors on the ratings of prescoring, and predicts.
///
/// - Parameters:
///   - all: every rating that takes part in scoring.
///   - prescoring, final: the same after the removals of either phase.
func predict(
  _ snapshot: Snapshot, _ data: ScoringData, _ prescored: Prescored, all: RatingStore,
  prescoring: RatingStore, final: RatingStore, now: Int64
) -> Predictions {
  var predictions = Predictions(noteCount: data.notes.count)
  data.onStage(.flipPredictor)
  predictions.flips = FlipPredictions.make(
    FlipPredictor(seed: data.seed),
    FlipData(
      notes: data.notes, posts: NotePosts(snapshot.notes, noteCount: data.notes.count),
      history: data.history, ratings: prescoring,
      raterFactors: prescored.coverageFactors(participants: data.participantCount),
      workers: data.workers),
    ratings: all, restricted: final, now: now)
  data.onStage(.earlyHelpful)
  if let model = EarlyHelpfulModel.train(prescoring, data, prescored) {
    predictions.earlyHelpful = model.predict(all, data, prescored)
  }
  return predictions
}
