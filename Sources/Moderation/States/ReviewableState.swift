/// The state of the Discourse plugin's own row for a review (moderation 13.2).
///
/// The plugin raises an error inside itself at an illegal move, so the server must never cause one:
/// the tests walk both machines side by side.
public enum ReviewableState: String, Codable, Sendable, CaseIterable {
  case pending
  case underReview = "under_review"
  case autoActioned = "auto_actioned"
  case retroReview = "retro_review"
  case consensusHelpful = "consensus_helpful"
  case consensusNotHelpful = "consensus_not_helpful"
  case actionConfirmed = "action_confirmed"
  case actionOverturned = "action_overturned"
  case staffOverridden = "staff_overridden"
  case resolved
  case restored
  case dismissed

  /// Where the plugin lets a row go next.
  public var next: Set<ReviewableState> {
    switch self {
    case .pending: [.underReview, .autoActioned, .retroReview, .dismissed]
    case .underReview:
      [.consensusHelpful, .consensusNotHelpful, .staffOverridden, .retroReview, .dismissed]
    case .autoActioned: [.retroReview]
    case .retroReview: [.actionConfirmed, .actionOverturned, .staffOverridden]
    case .consensusHelpful, .consensusNotHelpful, .actionConfirmed, .staffOverridden: [.resolved]
    case .actionOverturned: [.restored]
    case .resolved, .restored, .dismissed: []
    }
  }

  public var isTerminal: Bool { next.isEmpty }

  /// Whether a row can get there in any number of steps, none included.
  public func reaches(_ state: ReviewableState) -> Bool {
    self == state || next.contains { $0.reaches(state) }
  }
}
