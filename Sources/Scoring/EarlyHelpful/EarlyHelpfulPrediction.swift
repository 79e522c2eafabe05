import Factorization
import NoteModel
import Snapshot

/// What the early predictor says of one note.
public struct EarlyHelpfulPrediction: Sendable, Equatable {
  /// Ratings by raters of the core groups, N.
  public var ratingCount: Int32
  /// That the note will be rated helpful.
  public var probability: Double
  /// Whether the note counts as predicted helpful.
  public var isAbove: Bool
  /// Whether it did before, and no longer does.
  public var isRevoked: Bool

  /// A note that counted as predicted helpful before does so until its probability falls below one
  /// half; any other must reach the threshold for its number of ratings.
  init(ratingCount: Int32, probability: Double, wasAbove: Bool) {
    self.ratingCount = ratingCount
    self.probability = probability
    isRevoked = wasAbove && probability < 0.5
    isAbove =
      wasAbove
      ? !isRevoked : probability >= EarlyHelpfulModel.threshold(ratingCount: ratingCount)
  }
}

extension EarlyHelpfulModel {
  /// Notes with fewer or more ratings are not predicted.
  private static let ratingCounts = 8...100
  /// Notes whose features are in memory at one time.
  private static let batch = 16_384

  /// Predictions for all notes with a suitable number of ratings; by position in
  /// `Snapshot.noteIDs`.
  ///
  /// - Parameter store: all ratings that count, coordinated ones included.
  func predict(
    _ store: RatingStore, _ data: ScoringData, _ prescored: Prescored
  ) -> [EarlyHelpfulPrediction?] {
    let evidence = EarlyEvidence(store, data, prescored)
    let time = data.history.currentStatusAt.compactMap(\.value).max() ?? 0
    let counts = store.ratingCounts(
      in: Scope(notes: data.notes.isKnown, raters: evidence.raters.isMember))
    let examples = counts.indices.filter { Self.ratingCounts.contains(Int(counts[$0])) }
      .map { EarlyExample(note: UInt32($0), ratingCount: counts[$0], time: time) }
    var predictions = [EarlyHelpfulPrediction?](repeating: nil, count: data.notes.count)
    for start in stride(from: 0, to: examples.count, by: Self.batch) {
      let batch = Array(examples[start..<min(start + Self.batch, examples.count)])
      let probabilities = trees.probabilities(evidence.features(batch), workers: data.workers)
      for (example, probability) in zip(batch, probabilities) {
        let note = Int(example.note)
        predictions[note] = EarlyHelpfulPrediction(
          ratingCount: example.ratingCount, probability: probability,
          wasAbove: data.previousAboveThreshold(note).isAbove)
      }
    }
    return predictions
  }
}
