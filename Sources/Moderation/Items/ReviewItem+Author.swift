/// Before whom the author of a hidden post may say why it should come back.
public enum AppealCourt: String, Codable, Sendable, CaseIterable {
  /// Members are voting: what the author says stands beside the post.
  case voters
  /// The hide is decided: staff let it be, or restore the post.
  case staff
}

/// What a review is to the author of its post.
extension ReviewItem {
  /// Whether the post can't be read because of the item.
  public var hidesPost: Bool {
    guard action.kind == .hide || action.kind == .delete, !isDeleted else { return false }
    return switch action.state {
    case .applied, .retroReview, .confirmed: true
    case .proposed, .underReview, .overturned, .scanExempt, .dismissed: false
    }
  }

  /// Nil: there is nothing to appeal against.
  public var appealCourt: AppealCourt? {
    guard hidesPost else { return nil }
    return action.state == .retroReview ? .voters : .staff
  }

  /// Whether the author hears of it beyond the badge that everybody sees: of hides and of what is
  /// decided, and not of a proposal that others still vote on.
  public var isShownToAuthor: Bool {
    !isDeleted && !note.isClosed && (isDecided || action.state == .retroReview)
  }
}
