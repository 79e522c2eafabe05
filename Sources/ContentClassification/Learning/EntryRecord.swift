/// How an entry of the lists fared: what came of the posts that it was found in and whose label was
/// up for decision.
public struct EntryRecord: Hashable, Sendable {
  public var confirmed: Int
  public var overturned: Int

  public init(confirmed: Int = 0, overturned: Int = 0) {
    self.confirmed = confirmed
    self.overturned = overturned
  }

  /// What the operator's score is worth, in decisions.
  public static let operatorWeight = 4.0

  /// The operator's score, moved to the share of confirmed decisions as they add up: the mean of a
  /// beta distribution whose prior is the score.
  public func score(given score: Double) -> Double {
    (score * Self.operatorWeight + Double(confirmed))
      / (Self.operatorWeight + Double(confirmed + overturned))
  }
}
