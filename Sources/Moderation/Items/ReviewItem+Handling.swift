extension ReviewItem {
  /// The review after a command.
  ///
  /// Repeating a member of staff's command is no error (moderation-api 4.9): the step says that
  /// nothing changed, and is logged all the same.
  ///
  /// - Parameter now: milliseconds since 1970.
  /// - Throws: `ReviewRefusal` where the specification has no such step.
  public func handling(
    _ command: ReviewCommand, at now: Int64
  ) throws(ReviewRefusal) -> ReviewStep {
    var next = self
    let events: [AddressedEvent]
    switch command {
    case .consensus(let outcome, let effect):
      events = try next.settle(outcome, effect, at: now)
    case .staff(.agree, let actor): events = try next.override(.helpful, by: actor, at: now)
    case .staff(.disagree, let actor): events = try next.override(.notHelpful, by: actor, at: now)
    case .staff(.ignore, let actor): events = try next.ignore(by: actor, at: now)
    case .staff(.escalate, _): events = try next.escalate(true, at: now)
    case .staff(.deescalate, _): events = try next.escalate(false, at: now)
    case .staff(.restore, let actor): events = try next.restore(by: actor, at: now)
    case .staff(.clearExemption, _): events = try next.clearExemption(at: now)
    case .system(let command): events = try next.follow(command, at: now)
    }
    return ReviewStep(from: self, to: next, command: command, at: now, events: events)
  }

  /// What hosts hear when voting opens.
  func openingEvents(isLate: Bool) -> [AddressedEvent] {
    switch action.tier {
    case .immediate:
      (isLate ? [AddressedEvent(.proposed(action.kind))] : [])
        + [AddressedEvent(.applied), AddressedEvent(.retroReviewStarted)]
    case .consensus: isLate ? [AddressedEvent(.proposed(nil))] : []
    }
  }
}
