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

  /// Predicts for the notes about which it matters now.
  ///
  /// - Parameters:
  ///   - data: with the ratings after the weaker removal of coordinated ones.
  ///   - ratings: all of them, for where too few notes are predicted to tell coordination.
  static func make(
    _ model: FlipModel, _ data: FlipData, ratings: RatingStore, now: Int64
  ) -> FlipPredictions {
    let targets = data.predictionTargets(now: now)
    let isSmall = targets.count < productionSizeNotes
    return FlipPredictions(
      model.predictions(targets, isSmall ? data.with(ratings: ratings) : data),
      noteCount: data.notes.count)
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
