/// What a note needs for a status, in short; the scorer has the full rules (STA-4, STA-10 to STA-12,
/// STA-22, STA-41).
public struct StatusCriteria: Hashable, Codable, Sendable {
  public var fewestRatings = 5
  /// Intercept from which on a note is helpful.
  public var helpfulIntercept = 0.40
  /// Absolute factor from which on a note divides the viewpoints.
  public var dividingFactor = 0.50
  /// Intercept down from which a note without a factor is not helpful, …
  public var notHelpfulIntercept = -0.05
  /// … lowered by this times the absolute factor.
  public var notHelpfulSlope = 0.8
  /// Tags that explain a status, and people who must have given each.
  public var explainingTags = 2
  public var peoplePerTag = 2
  /// Minutes for which a note is observed before it is helpful, at least and at most.
  public var fewestObservedMinutes = 30
  public var mostObservedMinutes = 360

  public init() {}
}
