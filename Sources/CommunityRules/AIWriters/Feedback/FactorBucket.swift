/// Raters of about one viewpoint, as writers are told of them (AIW-55).
public enum FactorBucket: String, Sendable, CaseIterable {
  case positive
  case neutral
  case negative

  /// Factors as far from 0 as this, and exactly this far, are neutral.
  public static let neutralBound = 0.15

  /// The bucket of a rater's factor, compared in its own precision; nil for what is no number.
  public init?(factor: some BinaryFloatingPoint) {
    if factor.isNaN { return nil }
    self = Self.bucket(factor)
  }

  private static func bucket<Factor: BinaryFloatingPoint>(_ factor: Factor) -> FactorBucket {
    let bound = Factor(neutralBound)
    return factor > bound ? .positive : factor < -bound ? .negative : .neutral
  }
}
