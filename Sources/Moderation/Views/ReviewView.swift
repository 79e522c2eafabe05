/// What somebody may see of an item. The only way from an item with its votes to a page or an answer.
public enum ReviewView: Hashable, Sendable {
  /// As if there were no such item.
  case hidden
  case open(OpenReview)
  case decided(DecidedReview)
  case staff(StaffReview)
}

/// An item and everything that belongs to it.
public struct ReviewRecord: Hashable, Sendable {
  public var item: ReviewItem
  public var evidence: PolicyDecision.Evidence
  public var votes: [Vote]
  public var flagCount: Int
  public var reading: ConsensusReading?

  public init(
    item: ReviewItem, evidence: PolicyDecision.Evidence, votes: [Vote] = [], flagCount: Int = 0,
    reading: ConsensusReading? = nil
  ) {
    self.item = item
    self.evidence = evidence
    self.votes = votes
    self.flagCount = flagCount
    self.reading = reading
  }

  /// What a viewer may see (moderation 7, moderation-api 5.6).
  ///
  /// An item that waits for staff is open to members still: the outcome is not out.
  public func view(
    for viewer: Voter, _ policy: ModerationPolicy, at now: Int64
  ) -> ReviewView {
    if viewer.isStaff {
      return .staff(
        StaffReview(
          item: item, evidence: evidence, tally: Tally(votes.map(\.value)), votes: votes,
          flagCount: flagCount, isStale: ReviewQueue.isStale(item, policy, at: now),
          reading: reading))
    }
    guard !item.isDeleted, viewer.belongs(to: item.action.reviewGroup, policy) else {
      return .hidden
    }
    let own = votes.first { $0.voter == viewer.member }?.value
    if item.isDecided, let outcome = item.note.outcome, let decidedAt = item.note.decidedAt {
      return .decided(
        DecidedReview(
          id: item.id, tier: item.action.tier, action: item.action.kind,
          labels: evidence.triggering, openedAt: item.action.createdAt, ownVote: own,
          outcome: outcome, decidedAt: decidedAt, badge: ReviewBadge(item)))
    }
    guard item.action.state.isOpen, !item.note.isClosed else { return .hidden }
    return .open(
      OpenReview(
        id: item.id, tier: item.action.tier, action: item.action.kind,
        labels: evidence.triggering, openedAt: item.action.createdAt, ownVote: own))
  }
}
