import NoteModel

/// The features of a note at the moment it had N ratings, in the order of the columns:
///
/// 1. Of all ratings, then of those by scored raters: for the levels helpful, not helpful and
///    somewhat helpful the distribution of the raters' factors (mean, deviation, count, seven
///    quantiles, interquartile range, skewness); then how often each of the 22 tags was ticked.
/// 2. Of all ratings, then of those by scored raters: for the three levels mean, deviation and count
///    of the factors in the model of the note's topic.
/// 3. The author's other notes that stand as helpful, not helpful and without status, decided in the
///    last 14 days and in the last 90.
/// 4. N.
///
/// What is missing is 0.
struct EarlyFeatures: Sendable {
  private(set) var values: [Float] = []

  static let columnCount = 2 * (3 * 12 + RatingTag.allCases.count) + 2 * 3 * 3 + 2 * 3 + 1

  private static let levels: [Helpfulness] = [.helpful, .notHelpful, .somewhatHelpful]
  private static let windows = [14 * Millis.day, 90 * Millis.day]

  /// - Parameter timeline: the ratings of the note, in order of time.
  init(_ evidence: EarlyEvidence, _ example: EarlyExample, timeline: [Int]) {
    let store = evidence.store
    let note = Int(example.note)
    let all = timeline.prefix(Int(example.ratingCount))
    // Scored raters count up to the moment of the last of these ratings, which may be that of more.
    let end = all.last.map { store.createdAtMillis[$0] } ?? .min
    let scored = timeline.prefix { store.createdAtMillis[$0] <= end }
      .filter { evidence.raters.isScored[Int(store.rater[$0])] }
    let subsets = [Array(all), scored]
    values.reserveCapacity(Self.columnCount)

    for ratings in subsets {
      for level in Self.levels {
        append(
          FactorSummary(
            store.factors(of: ratings, level: level, from: evidence.raters.factor)),
          withDistribution: true)
      }
      append(tagCountsOf: ratings, store)
    }
    let topicFactor = evidence.data.topics.topic[note].flatMap { evidence.raters.topicFactor[$0] }
    for ratings in subsets {
      for level in Self.levels {
        let factors = topicFactor.map { store.factors(of: ratings, level: level, from: $0) }
        append(FactorSummary(factors ?? []), withDistribution: false)
      }
    }
    for window in Self.windows {
      let counts = evidence.authors.counts(
        note: note, author: evidence.data.notes.author[note], before: example.time,
        window: window)
      values += [counts.helpful, counts.notHelpful, counts.needsMoreRatings].map(Float.init)
    }
    values.append(Float(example.ratingCount))
  }

  private mutating func append(_ summary: FactorSummary, withDistribution: Bool) {
    values += [Float(summary.mean), Float(summary.deviation), Float(summary.count)]
    guard withDistribution else { return }
    values += summary.quantiles.map(Float.init)
    values += [Float(summary.interquartileRange), Float(summary.skewness)]
  }

  private mutating func append(tagCountsOf ratings: [Int], _ store: RatingStore) {
    let start = values.count
    values += Array(repeating: 0, count: RatingTag.allCases.count)
    for rating in ratings {
      var tags = store.tags(rating).rawValue
      while tags != 0 {
        values[start + tags.trailingZeroBitCount] += 1
        tags &= tags - 1
      }
    }
  }
}

extension RatingStore {
  /// The factors, where known, of the raters that gave a level.
  fileprivate func factors(
    of ratings: [Int], level: Helpfulness, from factor: [Float]
  ) -> [Double] {
    ratings.compactMap { rating in
      guard self.level[rating] == level.rawValue else { return nil }
      let factor = factor[Int(rater[rating])]
      return factor.isNaN ? nil : Double(factor)
    }
  }
}
