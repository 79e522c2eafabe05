/// How alarming a measure is (OPS-15, OPS-20, OPS-21).
public enum QualityLevel: Int, Comparable, Codable, Sendable, CaseIterable {
  case normal
  /// Something to investigate.
  case guardrail
  /// Something to stop.
  case breaker

  public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}

/// From which value on a measure alarms (OPS-22).
public struct QualityThreshold: Hashable, Codable, Sendable {
  public enum Direction: String, Codable, Sendable {
    /// Larger is worse.
    case above
    /// Smaller is worse.
    case below
  }

  public var measure: QualityMeasure
  /// Days that the measure is taken over.
  public var windowDays: Int
  /// Cases below which chance says more than the measure.
  public var minimumSample: Int
  public var direction: Direction
  public var guardrail: Double
  public var breaker: Double

  public init(
    _ measure: QualityMeasure, windowDays: Int, minimumSample: Int, direction: Direction = .above,
    guardrail: Double, breaker: Double
  ) {
    self.measure = measure
    self.windowDays = windowDays
    self.minimumSample = minimumSample
    self.direction = direction
    self.guardrail = guardrail
    self.breaker = breaker
  }

  /// Whether there are cases enough to tell.
  public func canTell(sample: Int) -> Bool { sample >= max(1, minimumSample) }

  /// How alarming a value is; normal where there are too few cases to tell.
  public func level(of value: Double, sample: Int) -> QualityLevel {
    guard canTell(sample: sample) else { return .normal }
    if reaches(value, breaker) { return .breaker }
    return reaches(value, guardrail) ? .guardrail : .normal
  }

  private func reaches(_ value: Double, _ limit: Double) -> Bool {
    direction == .above ? value >= limit : value <= limit
  }
}
