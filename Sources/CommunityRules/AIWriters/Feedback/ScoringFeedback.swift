import NoteModel

/// How raters of different viewpoints found a note, for its writer (AIW-55), in one scoring model.
public struct ScoringFeedback: Hashable, Sendable {
  /// `Core`, `Expansion`, `ExpansionPlus`, `Group01`, …
  public let modelName: String
  public let buckets: [FactorBucket: BucketCounts]

  public subscript(bucket: FactorBucket) -> BucketCounts { buckets[bucket] ?? BucketCounts() }

  /// Ratings of a note that are counted, the latest first.
  public static let mostRatings = 500

  /// Counts the latest ratings of a note in each model that knows it.
  ///
  /// - Parameters:
  ///   - ratings: of the note, in any order.
  ///   - models: names of the models that know the note, in the order of the answer.
  ///   - factor: of a rater in a model; a rater without one is not counted there.
  public static func counted<Factor: BinaryFloatingPoint>(
    _ ratings: [Rating], models: [String],
    factor: (_ rater: ParticipantID, _ model: String) throws -> Factor?
  ) rethrows -> [ScoringFeedback] {
    // The rater decides between ratings of one millisecond, so that the answer is the same always.
    let latest = ratings.sorted { ($1.createdAt, $0.rater) < ($0.createdAt, $1.rater) }
      .prefix(mostRatings)
    return try models.map { model in
      var buckets: [FactorBucket: BucketCounts] = [:]
      for rating in latest {
        guard let factor = try factor(rating.rater, model),
          let bucket = FactorBucket(factor: factor)
        else { continue }
        buckets[bucket, default: BucketCounts()].add(rating.answer, rating.tags)
      }
      return ScoringFeedback(modelName: model, buckets: buckets)
    }
  }

  /// The name of a model of one modeling group: `Group07`.
  public static func groupName(_ group: Int) -> String {
    "Group" + (group < 10 ? "0" : "") + String(group)
  }
}
