import NoteModel
import Snapshot

/// What prescoring trains for predicting how notes will fare; nil where there is too little to
/// learn from.
struct Predictors: Sendable {
  /// Whether a note that is about to be helpful will stay so.
  var flips: FlipModel?
  /// Whether a note will be helpful, from its first ratings.
  var earlyHelpful: EarlyHelpfulModel?
}

/// What the predictors say of notes; it changes no model's scores.
struct Predictions: Sendable {
  var flips: FlipPredictions
  var earlyHelpful: [EarlyHelpfulPrediction?]
}

extension PreparedSnapshot {
  /// Trains both predictors.
  ///
  /// - Parameter ratings: those of prescoring.
  func learnedPredictors(
    _ ratings: RatingStore, _ data: ScoringData, _ prescored: Prescored
  ) -> Predictors {
    var predictors = Predictors()
    onStage(.flipPredictor)
    predictors.flips = try? FlipPredictor(seed: data.seed).fit(flipData(ratings, prescored))
    onStage(.earlyHelpful)
    predictors.earlyHelpful = EarlyHelpfulModel.train(ratings, data, prescored)
    return predictors
  }

  /// Predicts with what prescoring trained.
  ///
  /// - Parameters:
  ///   - scored: what is scored now; the flip predictor looks at everything.
  ///   - restricted: coordinated raters, as final scoring takes them.
  func predictions(
    _ predictors: Predictors, _ scored: ScoredPart, _ data: ScoringData, _ prescored: Prescored,
    restricted: RaterClusters
  ) -> Predictions {
    var predictions = Predictions(
      flips: FlipPredictions(noteCount: notes.count),
      earlyHelpful: Array(repeating: nil, count: notes.count))
    if let model = predictors.flips {
      onStage(.flipPredictor)
      predictions.flips = FlipPredictions.make(
        model,
        flipData(ratings.droppingCoordinatedRatings(restricted, notes: notes), prescored),
        ratings: ratings, now: now)
    }
    if let model = predictors.earlyHelpful {
      onStage(.earlyHelpful)
      predictions.earlyHelpful = model.predict(scored.ratings, data, prescored)
    }
    return predictions
  }

  private func flipData(_ ratings: RatingStore, _ prescored: Prescored) -> FlipData {
    FlipData(
      notes: notes, posts: NotePosts(snapshot.notes, noteCount: notes.count),
      history: snapshot.history, ratings: ratings,
      raterFactors: prescored.coverageFactors(participants: snapshot.participants.count),
      workers: options.workers)
  }
}
