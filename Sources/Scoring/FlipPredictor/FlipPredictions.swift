import Factorization

/// What the flip predictor says of a snapshot's notes.
public struct FlipPredictions: Sendable {
  /// Notes without a prediction are missing.
  public let predictions: [FlipPrediction]
  private let position: [Int32]

  /// - Parameter noteCount: of `Snapshot.noteIDs`.
  init(_ predictions: [FlipPrediction] = [], noteCount: Int) {
    var position = [Int32](repeating: -1, count: noteCount)
    for (index, prediction) in predictions.enumerated() {
      position[Int(prediction.note)] = Int32(index)
    }
    self.predictions = predictions
    self.position = position
  }

  /// The prediction for a note, or nil.
  public subscript(note: Int) -> FlipPrediction? {
    position[note] < 0 ? nil : predictions[Int(position[note])]
  }

  /// Learns from the ratings of prescoring and predicts from those of final scoring.
  ///
  /// - Parameters:
  ///   - data: with the ratings of prescoring.
  ///   - ratings: all of them, for where too few notes are predicted to tell coordination.
  ///   - restricted: the ratings after the weaker removal of coordinated ones.
  /// - Returns: no prediction where there is nothing to learn from.
  static func make(
    _ predictor: FlipPredictor, _ data: FlipData, ratings: RatingStore, restricted: RatingStore,
    now: Int64
  ) -> FlipPredictions {
    let noteCount = data.notes.count
    guard let model = try? predictor.fit(data) else {
      return FlipPredictions(noteCount: noteCount)
    }
    let targets = data.predictionTargets(now: now)
    let known = targets.count < productionSizeNotes ? ratings : restricted
    return FlipPredictions(
      model.predictions(targets, data.with(ratings: known)), noteCount: noteCount)
  }
}

extension Prescored {
  /// The factor of each participant by the model of narrowest coverage that has one; NaN without.
  func coverageFactors(participants: Int) -> [Float] {
    var factors = [Float](repeating: .nan, count: participants)
    for model in [ScoringModel.core, .expansion, .expansionPlus] {
      guard let model = models[model.name] else { continue }
      for (rater, parameters) in zip(model.raters.rater, model.raters.parameters)
      where factors[Int(rater)].isNaN {
        factors[Int(rater)] = parameters.factor
      }
    }
    return factors
  }
}

extension FlipData {
  /// The same notes with other ratings.
  func with(ratings: RatingStore) -> FlipData {
    FlipData(
      notes: notes, posts: posts, history: history, ratings: ratings, raterFactors: raterFactors,
      workers: workers)
  }
}
