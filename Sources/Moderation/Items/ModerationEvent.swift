import NoteModel

/// What is told to hosts about a review (moderation-api 10.4).
public enum ModerationEvent: Hashable, Sendable {
  /// An action was decided after the submission was answered. Without a kind it is of the second
  /// tier: hosts take any word there for "hide now".
  case proposed(ActionKind?)
  case applied
  case retroReviewStarted
  case confirmed
  case overturned(reason: String)
  case dismissed
  /// The note has an outcome; with `carryOut`, hosts are asked to act on it.
  case noteStatusChanged(NoteStatus, carryOut: ActionKind?)
  case staffOverridden(NoteStatus)
  /// The host shall forget its own exemption; ours holds (moderation 9.4).
  case clearScanExempt

  /// The name on the wire.
  public var name: String {
    switch self {
    case .proposed, .clearScanExempt: "moderation_action.proposed"
    case .applied: "moderation_action.applied"
    case .retroReviewStarted: "moderation_action.retro_review_started"
    case .confirmed: "moderation_action.confirmed"
    case .overturned: "moderation_action.overturned"
    case .dismissed: "moderation_action.dismissed"
    case .noteStatusChanged: "note.status_changed"
    case .staffOverridden: "moderation_action.staff_overridden"
    }
  }
}

/// An event and who hears of it. What was done through an adapter must not come back to it as if
/// the community had done it (the echo rule of moderation 10.2).
public struct AddressedEvent: Hashable, Sendable {
  public let event: ModerationEvent
  public let audience: Audience

  public enum Audience: String, Sendable, CaseIterable {
    case everybody
    /// The adapter through which it was done.
    case origin
    case everybodyElse
  }

  public init(_ event: ModerationEvent, to audience: Audience = .everybody) {
    self.event = event
    self.audience = audience
  }
}
