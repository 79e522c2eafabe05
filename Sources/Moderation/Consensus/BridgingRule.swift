/// Decides from an item's place on the map: its intercept is what viewpoint does not explain of the
/// votes for it (the thresholds are the scorer's for notes).
public struct BridgingRule: Hashable, Codable, Sendable {
  /// From this intercept on the action stands.
  public var helpful = 0.40
  /// Down from this intercept the action falls, for an item that divides nobody.
  public var notHelpful = -0.05
  /// How much lower that is for each unit of the item's factor.
  public var notHelpfulPerFactor = -0.8

  public init() {}

  /// Linear between the thresholds, where ±1 lie.
  func margin(_ item: FittedItem) -> Double {
    let lower = notHelpful + notHelpfulPerFactor * abs(item.factor)
    let middle = (helpful + lower) / 2
    return Margin.bounded((item.intercept - middle) / ((helpful - lower) / 2))
  }
}

/// Where the engine's model puts an item.
public struct FittedItem: Hashable, Codable, Sendable {
  public var intercept: Double
  public var factor: Double

  /// Nil where a number is not finite: a fit that failed says nothing, in particular not "½".
  public init?(intercept: Double, factor: Double) {
    guard intercept.isFinite, factor.isFinite else { return nil }
    self.intercept = intercept
    self.factor = factor
  }
}
