/// The thresholds of an installation, and what it does when one is reached (OPS-22).
public struct QualityPolicy: Hashable, Codable, Sendable {
  /// The sources name no values; these are this project's.
  public var thresholds = [
    QualityThreshold(
      .lostStatusShare, windowDays: 14, minimumSample: 30, guardrail: 0.2, breaker: 0.4),
    QualityThreshold(
      .netHelpfulPerSide, windowDays: 28, minimumSample: 30, direction: .below, guardrail: 3,
      breaker: 1),
    QualityThreshold(
      .readersNoShare, windowDays: 7, minimumSample: 100, guardrail: 0.35, breaker: 0.5),
    QualityThreshold(
      .removalsPerThousand, windowDays: 28, minimumSample: 100, guardrail: 10, breaker: 30),
    QualityThreshold(
      .hoursToHelpful, windowDays: 28, minimumSample: 30, guardrail: 48, breaker: 168),
  ]
  /// Whether a circuit breaker pauses display without waiting for a person.
  public var autoTrip = false

  public init() {}

  /// Whether a level opens an incident.
  public func opensIncident(_ level: QualityLevel) -> Bool { level >= .guardrail }

  /// What is done at once; nil: a person decides.
  public func measure(at level: QualityLevel) -> Measure? {
    level == .breaker && autoTrip ? .pauseDisplay : nil
  }
}
