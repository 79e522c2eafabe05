/// On which side of the inferred spectrum somebody's ratings fall. Neither side has a name that
/// people are shown (STA-8).
public enum ViewpointSide: String, Codable, Sendable, CaseIterable {
  case negative = "neg"
  case positive = "pos"

  /// The side of a factor; nil without one, and for exactly 0, which counts to neither (MED-14).
  public init?(factor: Double?) {
    guard let factor, factor < 0 || factor > 0 else { return nil }
    self = factor < 0 ? .negative : .positive
  }

  public var opposite: Self { self == .negative ? .positive : .negative }
}

/// Ratings of a note by the side that they came from.
public struct SideCounts: Hashable, Codable, Sendable {
  public var negative: Int
  public var positive: Int

  public init(negative: Int = 0, positive: Int = 0) {
    self.negative = negative
    self.positive = positive
  }

  public subscript(side: ViewpointSide) -> Int { side == .negative ? negative : positive }
}
