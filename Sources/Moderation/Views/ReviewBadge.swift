/// What a post says of its review, to everybody (moderation 3).
public enum ReviewBadge: String, Codable, Sendable, CaseIterable {
  case underReview
  /// Hidden automatically; the community can review that.
  case autoActioned
  case communityReviewed
  /// Reviewed, and left as it was.
  case noAction
  /// Hidden automatically, and readable again.
  case restored

  /// Nil: none, as after a decision of staff.
  public init?(_ item: ReviewItem) {
    if item.isDeleted || item.note.isClosed { return nil }
    if item.action.state.isOpen {
      self = item.action.tier == .immediate ? .autoActioned : .underReview
      return
    }
    let isOverturned = item.action.state == .overturned || item.action.state == .scanExempt
    switch (item.note.outcome, item.note.isForced) {
    case (.notHelpful, _) where isOverturned: self = .restored
    case (.helpful, false): self = .communityReviewed
    case (.notHelpful, false): self = .noAction
    case (_, true), (nil, _): return nil
    }
  }
}
