extension ReviewItem {
  /// The community's outcome, which is final (moderation 8.1, 8.3).
  mutating func settle(
    _ outcome: ReviewOutcome, _ effect: ConsensusEffect, at now: Int64
  ) throws(ReviewRefusal) -> [AddressedEvent] {
    guard !isDeleted else { throw .deleted }
    guard takesVotes else { throw note.outcome == nil ? .notOpen : .final }
    guard !action.escalated else { throw .escalated }
    note.settle(outcome, at: now)
    action.updatedAt = now
    let status = note.status
    if action.tier == .consensus, outcome == .helpful, effect == .awaitStaff {
      action.awaitingStaff = true
      return [AddressedEvent(.noteStatusChanged(status, carryOut: nil))]
    }
    try move(.decided(outcome), at: now)
    try moveRequest(.decided)
    action.decidedBy = .consensus
    switch (action.tier, outcome) {
    case (.immediate, .helpful):
      return [
        AddressedEvent(.confirmed), AddressedEvent(.noteStatusChanged(status, carryOut: nil)),
      ]
    case (.immediate, .notHelpful):
      action.overturnedReason = "community_consensus"
      return [
        AddressedEvent(.overturned(reason: "community_consensus")),
        AddressedEvent(.noteStatusChanged(status, carryOut: nil)),
      ]
    case (.consensus, .helpful):
      return [
        AddressedEvent(.noteStatusChanged(status, carryOut: action.kind)), AddressedEvent(.applied),
      ]
    case (.consensus, .notHelpful):
      return [AddressedEvent(.noteStatusChanged(status, carryOut: nil))]
    }
  }
}
