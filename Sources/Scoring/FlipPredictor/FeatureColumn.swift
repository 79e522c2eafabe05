import NoteModel

/// Which ratings a feature of a note looks at: those of the note itself, or of the other notes on
/// its post, apart by what they say of the post.
enum RatingOrigin: UInt8, Sendable, CaseIterable, Codable {
  case local
  case peerMisleading
  case peerNotMisleading
}

/// Where a rater stands: the factor is below −0.3, above 0.3, or between.
enum Viewpoint: UInt8, Sendable, CaseIterable, Codable {
  case negative
  case neutral
  case positive

  init(factor: Double) {
    self = factor < -0.3 ? .negative : factor > 0.3 ? .positive : .neutral
  }
}

/// A statistic of the factors of those who found a note helpful.
enum FactorStatistic: UInt8, Sendable, CaseIterable, Codable {
  case largestPositive
  /// Absolute value of the smallest factor that is not positive; likewise the next but one.
  case largestNegative
  case meanPositive
  case meanNegative
  case standardDeviation
  /// `largestPositive` + `largestNegative`.
  case largestDifference
  /// `meanPositive` + `meanNegative`.
  case meanDifference
}

/// A way to count how ratings crowd in time.
enum Crowding: UInt8, Sendable, CaseIterable, Codable {
  /// Within so many minutes after the note was written.
  case first
  /// The most within so many minutes.
  case burst
  /// Within the last so many minutes.
  case recent

  static let minutes = [1, 5, 15, 60]
}

/// A count of the other notes on a post.
enum PeerCount: UInt8, Sendable, CaseIterable, Codable {
  case all
  case misleading
  case notMisleading
  case helpful
  case heldBack
}

/// A number that the flip predictor knows of a note; NaN where it is not defined.
enum FeatureColumn: Sendable, Hashable, Codable {
  /// The share of ratings that carry the tag; missing without ratings.
  case tagRatio(RatingOrigin, RatingTag.RawValue)
  case viewpointCount(RatingOrigin, Viewpoint, Helpfulness.RawValue)
  case factorStatistic(RatingOrigin, FactorStatistic)
  /// `window`: position in `Crowding.minutes`.
  case crowdCount(Crowding, window: Int)
  /// The count as a share of the note's ratings.
  case crowdRatio(Crowding, window: Int)
  /// Milliseconds from post to note.
  case writingLatency
  case peers(PeerCount)

  /// Columns of a `FlipFeatureTable`.
  static let count = 144

  private static let tags = RatingTag.allCases.count

  /// Position in a row of a `FlipFeatureTable`.
  var index: Int {
    switch self {
    case .tagRatio(let origin, let tag): Int(origin.rawValue) * Self.tags + Int(tag)
    case .viewpointCount(let origin, let viewpoint, let level):
      66 + Int(origin.rawValue) * 9 + Int(viewpoint.rawValue) * 3 + Int(level)
    case .factorStatistic(let origin, let statistic):
      93 + Int(origin.rawValue) * 7 + Int(statistic.rawValue)
    case .crowdCount(let crowding, let window): 114 + Int(crowding.rawValue) * 8 + window
    case .crowdRatio(let crowding, let window): 118 + Int(crowding.rawValue) * 8 + window
    case .writingLatency: 138
    case .peers(let count): 139 + Int(count.rawValue)
    }
  }

  /// The nine counts of an origin.
  static func viewpointCounts(_ origin: RatingOrigin) -> [FeatureColumn] {
    Viewpoint.allCases.flatMap { viewpoint in
      Helpfulness.allCases.map { .viewpointCount(origin, viewpoint, $0.rawValue) }
    }
  }
}
