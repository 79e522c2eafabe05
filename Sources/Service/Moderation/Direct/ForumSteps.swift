import Moderation

/// What is to be done on a directly connected forum.
enum ForumStep: String, Hashable, Sendable {
  case hide
  case unhide
  /// Tells staff, where members don't read it, that a hide was undone.
  case whisper
}

/// What an event means on a forum that has no plugin to understand it.
enum ForumSteps {
  /// The events that can mean something.
  static let events = [
    "moderation_action.proposed", "moderation_action.confirmed", "moderation_action.overturned",
    "note.status_changed",
  ]

  /// How a review stands when its event is carried out, which may be long after it was sent.
  struct Standing: Hashable, Sendable {
    var state: ActionState
    /// Whether the post has no later review.
    var isLatest: Bool
    var decidedByStaff: Bool

    var isHidden: Bool { [.retroReview, .confirmed, .applied].contains(state) }
  }

  /// - Parameters:
  ///   - action: the payload's `canonical_action_type`, or of a note's status the word that it
  ///     recommends.
  static func steps(event: String, action: String?, standing: Standing) -> [ForumStep] {
    // What was decided otherwise since then is told by an event of its own.
    guard standing.isLatest else { return [] }
    switch event {
    case "moderation_action.proposed", "note.status_changed":
      return action == "hide" && standing.isHidden ? [.hide] : []
    case "moderation_action.confirmed":
      // It is hidden already, unless staff had shown it before they thought better of it.
      return standing.decidedByStaff && standing.isHidden ? [.hide] : []
    case "moderation_action.overturned":
      return standing.isHidden ? [] : [.unhide, .whisper]
    default: return []
    }
  }

  /// What staff of the forum read.
  ///
  /// - Parameter reference: by which it is found again.
  static func whisper(byStaff: Bool, reference: String) -> String {
    let who = byStaff ? "Staff" : "The community"
    return
      "\(who) reviewed this post, which had been hidden automatically, and restored it. "
      + "It is not looked at again unless it is rewritten.\n\nReference: \(reference)"
  }
}
