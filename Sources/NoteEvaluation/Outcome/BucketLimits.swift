/// Where a score, the higher the better, passes from one bucket to the next.
///
/// A bucket never falls while the score rises (section 10.1), because there are two limits and the
/// lower one is not above the higher.
public struct BucketLimits: Hashable, Sendable {
  /// The least score that is `medium`.
  public let medium: Double
  /// The least score that is `high`.
  public let high: Double

  /// Nil where a limit is no finite number, or `medium` is above `high`.
  public init?(medium: Double, high: Double) {
    guard medium.isFinite, high.isFinite, medium <= high else { return nil }
    self.medium = medium
    self.high = high
  }

  init(ordered medium: Double, _ high: Double) {
    self.medium = medium
    self.high = high
  }

  public func bucket(of score: Double) -> EvaluationBucket {
    score >= high ? .high : score >= medium ? .medium : .low
  }

  /// Limits between these and others, which share 1 reaches.
  func blended(with other: BucketLimits, share: Double) -> BucketLimits {
    let medium = (1 - share) * medium + share * other.medium
    // Rounding must not turn the limits around.
    return BucketLimits(ordered: medium, max(medium, (1 - share) * high + share * other.high))
  }
}
