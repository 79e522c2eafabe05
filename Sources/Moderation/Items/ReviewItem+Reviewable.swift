extension ReviewItem {
  /// The row that the Discourse plugin should show for the review (moderation 13.3).
  public var reviewable: ReviewableState {
    if action.awaitingStaff { return .consensusHelpful }
    if isDeleted { return .dismissed }
    if action.escalated, action.state.isOpen { return .staffOverridden }
    switch action.state {
    case .proposed, .underReview: return .underReview
    case .retroReview: return .retroReview
    case .overturned, .scanExempt: return .restored
    case .confirmed: return .resolved
    case .applied: return note.outcome == nil ? .retroReview : .resolved
    // Superseded: the row shows the action that took its place.
    case .dismissed: return note.outcome == nil ? .retroReview : .resolved
    }
  }

  /// What the plugin stores with a resolved row, which drives the badge: nothing for staff's
  /// decisions and for a confirmed hide.
  public var consensusType: ReviewOutcome? {
    guard action.decidedBy == .consensus, action.tier == .consensus else {
      return action.awaitingStaff ? .helpful : nil
    }
    return note.outcome
  }
}
