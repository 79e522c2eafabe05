import NoteModel

extension TagAggregates {
  /// Least weighted count of a tag for the tag filter to look at it.
  private static let minAdjusted: Float = 2.5

  /// Tags with a weighted count above 2.5 and a share above their threshold, as a mask. "Hard to
  /// understand" is never one.
  func outlierTags(_ note: Int, thresholds: [Double]) -> RatingTags {
    var outliers: RatingTags = []
    for (index, tag) in RatingTag.notHelpful.enumerated()
    where tag != .notHelpfulHardToUnderstand {
      if adjusted(note, index) > Self.minAdjusted,
        Double(adjustedRatio(note, index)) > thresholds[index]
      {
        outliers.insert(RatingTags(tag))
      }
    }
    return outliers
  }
}

extension RatingStore {
  /// Ratings in scope by the sign of the rater's factor; raters without factor do not count.
  func signStatistics(in scope: Scope, raterFactor: [Float]) -> [SignStatistics] {
    (0..<noteCount).map { note in
      var negative = SideCounts()
      var positive = SideCounts()
      forEachRating(ofNote: note, in: scope) { rating in
        let factor = raterFactor[Int(rater[rating])]
        guard !factor.isNaN else { return }
        let sampled = isPopulationSampled(rating)
        if factor < 0 {
          negative.add(level[rating], sampled: sampled)
        } else {
          positive.add(level[rating], sampled: sampled)
        }
      }
      let net = max(0, min(negative.net, positive.net))
      let all = negative.count + positive.count
      return SignStatistics(
        minCount: min(negative.count, positive.count), meanNegative: negative.mean,
        meanPositive: positive.mean, netMinHelpful: net,
        netMinHelpfulRatio: all == 0 ? 0 : Float(net) / Float(all),
        populationSampledNegative: negative.sampled, populationSampledPositive: positive.sampled)
    }
  }

  private struct SideCounts {
    var count: Int32 = 0
    var levels: Int32 = 0
    var net: Int32 = 0
    var sampled: Int32 = 0

    mutating func add(_ level: UInt8, sampled isSampled: Bool) {
      count += 1
      levels += Int32(level)
      net += level == 2 ? 1 : level == 0 ? -1 : 0
      if isSampled { sampled += 1 }
    }

    var mean: Float { count == 0 ? .nan : Float(levels) / 2 / Float(count) }
  }

  /// How wide an interval of viewpoints around the note's counts for the incorrect filter, and
  /// where factors are cut off first.
  private static let intervalHalfWidth: Float = 0.3
  private static let factorLimit: Float = 0.4

  /// "Incorrect" tags of each note among ratings with a not-helpful tag by raters of like viewpoint.
  func incorrectStatistics(
    in scope: Scope, noteFactor: [Float], raterFactor: [Float], tagCounts: [TagCounts]
  ) -> [IncorrectStatistics] {
    func clipped(_ factor: Float) -> Float {
      min(max(factor, -Self.factorLimit), Self.factorLimit)
    }
    return (0..<noteCount).map { note in
      guard !noteFactor[note].isNaN else { return IncorrectStatistics() }
      var tagged: Int32 = 0
      var voters: Int32 = 0
      var raterShare = 0.0
      forEachRating(ofNote: note, in: scope) { rating in
        let factor = raterFactor[Int(rater[rating])]
        guard !factor.isNaN, !tags(rating).isDisjoint(with: .anyNotHelpful),
          abs(clipped(factor) - clipped(noteFactor[note])) < Self.intervalHalfWidth
        else { return }
        voters += 1
        if tags(rating).contains(.notHelpfulIncorrect) { tagged += 1 }
        let counts = tagCounts[Int(rater[rating])]
        if counts.tagged > 0 { raterShare += Double(counts.incorrect) / Double(counts.tagged) }
      }
      guard voters > 0 else { return IncorrectStatistics() }
      return IncorrectStatistics(tagged: tagged, voters: voters, raterShare: raterShare)
    }
  }
}
