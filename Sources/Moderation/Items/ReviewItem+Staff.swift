extension ReviewItem {
  /// Agree or disagree (moderation 10.2).
  ///
  /// What staff decided, staff may decide otherwise; what a consensus decided, nobody, except that a
  /// hide may be restored (10.3), which is what disagreeing with a decided one of the second tier is.
  mutating func override(
    _ outcome: ReviewOutcome, by actor: StaffActor, at now: Int64
  ) throws(ReviewRefusal) -> [AddressedEvent] {
    guard !isDeleted else { throw .deleted }
    if isDecided {
      guard note.outcome != outcome else { return [] }
      guard note.isForced else {
        guard outcome == .notHelpful, action.state == .applied else { throw .final }
        return try restore(by: actor, at: now)
      }
      try move(.switched(outcome), at: now)
    } else {
      guard action.state.isOpen, !note.isClosed else { throw .notOpen }
      try move(.decided(outcome), at: now)
      try moveRequest(.decided)
    }
    note.force(outcome, by: actor.member, at: now)
    action.awaitingStaff = false
    action.decidedBy = .staff
    action.decidedByMember = actor.member
    action.overturnedReason = action.state == .overturned ? "staff" : nil
    return echoing(ordinaryEvents(of: outcome), by: actor)
  }

  /// Closes the item without an outcome; the post stays as it is. One that has an outcome and waits
  /// for staff is not ignored: staff agree or disagree, and hosts have no way back from there.
  mutating func ignore(
    by actor: StaffActor, at now: Int64
  ) throws(ReviewRefusal) -> [AddressedEvent] {
    guard !isDeleted else { return [] }
    guard !action.awaitingStaff else { throw .notOpen }
    try move(.ignored, at: now)
    isDeleted = true
    note.isClosed = true
    action.awaitingStaff = false
    action.decidedBy = .staff
    action.decidedByMember = actor.member
    return [AddressedEvent(.dismissed, to: actor.channel == .adapter ? .everybodyElse : .everybody)]
  }

  /// Takes an open item from the members, or gives it back. Votes stay.
  mutating func escalate(
    _ escalated: Bool, at now: Int64
  ) throws(ReviewRefusal) -> [AddressedEvent] {
    guard !isDeleted else { throw .deleted }
    guard action.escalated != escalated else { return [] }
    guard action.state.isOpen, !note.isClosed else { throw .notOpen }
    action.escalated = escalated
    action.reviewGroup = escalated ? .staff : action.configuredGroup
    action.updatedAt = now
    return []
  }

  /// Undoes a decided hide.
  mutating func restore(
    by actor: StaffActor, at now: Int64
  ) throws(ReviewRefusal) -> [AddressedEvent] {
    guard !isDeleted else { throw .deleted }
    let isRepeat = action.state == .overturned || action.state == .scanExempt
    guard !isRepeat else { return [] }
    try move(.restored, at: now)
    note.force(.notHelpful, by: actor.member, at: now)
    if request == .inProgress { try moveRequest(.decided) }
    action.decidedBy = .staff
    action.decidedByMember = actor.member
    action.overturnedReason = "staff"
    return echoing([.overturned(reason: "staff")], by: actor)
  }

  /// Lets the next edit be classified again (moderation 9.3). The state stays: a decided review does
  /// not open again by itself.
  mutating func clearExemption(at now: Int64) throws(ReviewRefusal) -> [AddressedEvent] {
    guard action.scanExemptContentHash != nil else { throw .nothingToClear }
    action.scanExemptContentHash = nil
    action.updatedAt = now
    return [AddressedEvent(.clearScanExempt)]
  }

  /// What hosts hear of a staff decision that was not theirs.
  private func ordinaryEvents(of outcome: ReviewOutcome) -> [ModerationEvent] {
    switch action.state {
    case .confirmed: [.confirmed]
    case .overturned: [.overturned(reason: "staff")]
    case .applied: [.noteStatusChanged(note.status, carryOut: action.kind), .applied]
    default: [.noteStatusChanged(note.status, carryOut: nil)]
    }
  }

  private func echoing(
    _ events: [ModerationEvent], by actor: StaffActor
  ) -> [AddressedEvent] {
    switch actor.channel {
    case .ownInterface: events.map { AddressedEvent($0) }
    case .adapter:
      [AddressedEvent(.staffOverridden(note.status), to: .origin)]
        + events.map { AddressedEvent($0, to: .everybodyElse) }
    }
  }
}
