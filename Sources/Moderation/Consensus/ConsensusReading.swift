/// What the votes on an item amount to. Staff may see it; it has no way into a member's view.
public struct ConsensusReading: Hashable, Codable, Sendable {
  /// Nil: undecided.
  public let outcome: ReviewOutcome?
  /// 0…1; from ¾ on the action stands, from ¼ down it falls.
  public let score: Double
  public let votes: Int
  /// How many independent voters the voters amount to.
  public let effectiveVoters: Double
  /// How far the map decided, 0…1; the rest is the cold-start rule.
  public let mapShare: Double
  /// What keeps the item open, if it is.
  public let missing: Missing?

  public enum Missing: String, Codable, Sendable, CaseIterable {
    case votes
    /// Votes enough, but of too few people who do not always vote together.
    case independentVoters
    /// People disagree, or people of one view alone agree.
    case agreement
  }

  /// 0…100, as notes carry it.
  public var storedScore: Int { Int((score * 100).rounded()) }

  /// `no_data`, `provisional` or `standard` (moderation-api 5.6).
  public var scoringStatus: String {
    votes == 0 ? "no_data" : missing == .votes ? "provisional" : "standard"
  }
}
