import Moderation
import Service
import Storage

extension ConsoleWords {
  /// What a power does to a review as it stands: a name, and what follows.
  static func power(_ power: StaffCommand, on item: ReviewItem) -> (name: String, hint: String) {
    let isOpen = item.action.state.isOpen
    let isHidden = item.action.tier == .immediate
    let closes = "Voting ends, and the forum is told."
    switch power {
    case .agree where !isOpen:
      return ("Hide it after all", "Replaces the earlier decision of staff.")
    case .agree:
      return isHidden
        ? ("Agree: it stays hidden", closes) : ("Agree: hide the post", closes)
    case .disagree where !isOpen:
      return ("Show it after all", "Replaces the earlier decision of staff.")
    case .disagree:
      return isHidden
        ? (
          "Disagree: bring the post back",
          "\(closes) It is not judged again while its text stays much the same."
        )
        : ("Disagree: leave the post as it is", closes)
    case .ignore:
      return ("Ignore", "Closes the review without an outcome; the post stays as it is.")
    case .escalate:
      return ("Take it to staff", "Members no longer see it or decide it. Their votes stay.")
    case .deescalate:
      return (
        "Give it back",
        "It returns to: \(group(item.action.configuredGroup).lowercased()). Votes count again."
      )
    case .restore:
      return (
        "Bring the post back",
        "Undoes the hide. It is not judged again while its text stays much the same."
      )
    case .clearExemption:
      return ("End the exemption", "The next edit of the post is judged again.")
    }
  }

  /// What is said once a power was used.
  static func done(_ power: StaffCommand) -> String {
    switch power {
    case .agree: "Decided: the post is hidden."
    case .disagree: "Decided: the post is visible."
    case .ignore: "The review is closed."
    case .escalate: "Staff decide it now."
    case .deescalate: "Members decide it again."
    case .restore: "The post is brought back."
    case .clearExemption: "The exemption has ended."
    }
  }
}
