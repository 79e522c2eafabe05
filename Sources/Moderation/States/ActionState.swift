/// How far a moderation action has come (moderation 13.1).
public enum ActionState: String, Codable, Sendable, CaseIterable {
  /// Decided, not carried out.
  case proposed
  /// Carried out.
  case applied
  /// Carried out at once; members vote on whether that was right.
  case retroReview = "retro_review"
  /// Not carried out; members vote on whether to.
  case underReview = "under_review"
  /// Carried out at once, and upheld.
  case confirmed
  /// Carried out, and undone.
  case overturned
  /// Undone, and the text as it was then is not classified again.
  case scanExempt = "scan_exempt"
  /// Never carried out, and closed.
  case dismissed

  /// Members vote, unless the item waits for staff.
  public var isOpen: Bool { self == .underReview || self == .retroReview }
}
