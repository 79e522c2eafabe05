/// What staff see of an item, at any time.
public struct StaffReview: Hashable, Codable, Sendable {
  public let item: ReviewItem
  public let evidence: PolicyDecision.Evidence
  public let tally: Tally
  public let votes: [Vote]
  public let flagCount: Int
  public let isStale: Bool
  /// Nil: no vote yet.
  public let reading: ConsensusReading?
}
