import Foundation
import Moderation
import Service
import Storage

/// How the operators' pages about moderation say things.
enum ConsoleWords {
  /// A label as people read it; rules and lists have it as it is.
  static func label(_ label: String) -> String {
    if label == PolicyDecision.flagLabel { return "Flagged by members" }
    if label == LabelRule.anyOther { return "Any other label" }
    let words = label.replacing("/", with: ", ").replacing("_", with: " ")
    let text = words == words.uppercased() ? words.lowercased() : words
    return text.prefix(1).uppercased() + text.dropFirst()
  }

  static func tier(_ tier: ModerationTier) -> String {
    switch tier {
    case .immediate: "Hidden at once, then reviewed"
    case .consensus: "Reviewed first"
    }
  }

  static func group(_ group: ReviewGroup) -> String {
    switch group {
    case .community: "The community"
    case .trusted: "Trusted members"
    case .staff: "Staff"
    }
  }

  static func state(_ state: ActionState) -> String {
    switch state {
    case .proposed: "Proposed"
    case .underReview: "Under review"
    case .retroReview: "Hidden, under review"
    case .applied: "Hidden after review"
    case .confirmed: "Hide upheld"
    case .overturned: "Brought back"
    case .scanExempt: "Brought back, exempt"
    case .dismissed: "Left visible"
    }
  }

  /// How things stand with a review.
  static func standing(_ item: ReviewItem) -> String {
    if item.isDeleted { return "Ignored" }
    if item.action.supersededBy != nil { return "Replaced by a stricter review" }
    if item.action.awaitingStaff { return "Waits for staff" }
    return state(item.action.state)
  }

  /// The class of a mark that says it in a colour, too.
  static func tone(_ item: ReviewItem) -> String {
    if item.isDeleted || item.action.supersededBy != nil { return "" }
    return switch item.action.state {
    case .proposed, .underReview: "tag-wait"
    case .retroReview, .applied, .confirmed: "tag-bad"
    case .overturned, .scanExempt, .dismissed: "tag-good"
    }
  }

  static func vote(_ value: VoteValue) -> String {
    switch value {
    case .helpful: "For the action"
    case .somewhatHelpful: "Partly for it"
    case .notHelpful: "Against it"
    }
  }

  static func tally(_ tally: Tally) -> String {
    if tally.total == 0 { return "No votes" }
    let partly = tally.somewhatHelpful == 0 ? "" : ", \(tally.somewhatHelpful) partly"
    return counted(tally.total, "vote")
      + ": \(tally.helpful) for\(partly), \(tally.notHelpful) against"
  }

  static func counted(_ count: Int, _ unit: String) -> String {
    "\(count.grouped) \(unit)\(count == 1 ? "" : "s")"
  }

  static func percent(_ share: Double) -> String { "\(Int((share * 100).rounded())) %" }

  /// A threshold or score, without digits that say nothing.
  static func number(_ value: Double) -> String {
    let text = String(format: "%.4f", value)
    let trimmed = String(text.reversed().drop { $0 == "0" }.reversed())
    return trimmed.hasSuffix(".") ? String(trimmed.dropLast()) : trimmed
  }

  static func actor(_ actor: AuditLineView.Actor) -> String {
    switch actor {
    case .community: "The community"
    case .site: "The site"
    case .operator(let name):
      name.isEmpty ? "An operator" : name == "Operator" ? name : "\(name), operator"
    case .staff(let name): name.isEmpty ? "Staff of the forum" : "\(name), on the forum"
    case .program: "The forum’s program"
    }
  }

  /// What the votes on a review amount to. Whose viewpoint is known does not show.
  static func reading(_ reading: ConsensusReading?) -> String {
    guard let reading else { return "Nobody has voted yet, so there is nothing to read." }
    let scale =
      "They read \(reading.storedScore) of 100: from 75 on the action stands, "
      + "from 25 down it falls."
    let voters = String(format: "%.1f", reading.effectiveVoters)
    switch (reading.outcome, reading.missing) {
    case (.helpful?, _):
      return "The votes say that the post should be hidden. \(scale)"
    case (.notHelpful?, _):
      return "The votes say that the post should be visible. \(scale)"
    case (nil, .votes?):
      return "Too few votes to decide: at least \(ConsensusRule().leastVotes) are needed. \(scale)"
    case (nil, .independentVoters?):
      return
        "Votes enough, but of people who often vote alike: they count as \(voters) independent "
        + "voters. \(scale)"
    case (nil, .agreement?), (nil, nil):
      return "People disagree, or people of one view alone agree. \(scale)"
    }
  }

  /// A step as the audit has it.
  static func step(_ what: String) -> String {
    steps[what] ?? what.prefix(1).uppercased() + what.dropFirst()
  }

  private static let steps = [
    "system.opened": "Review opened", "system.acknowledged": "Carried out by the forum",
    "system.exemptionRecorded": "Exempt from now on",
    "system.superseded": "Replaced by a stricter review",
    "system.rewritten": "Rewritten, and up for review again",
    "consensus.helpful": "Decided: the post should be hidden",
    "consensus.notHelpful": "Decided: the post should be visible",
    "staff.agree": "Agreed", "staff.disagree": "Disagreed", "staff.ignore": "Ignored",
    "staff.escalate": "Taken to staff", "staff.deescalate": "Given back to members",
    "staff.restore": "Post brought back", "staff.clearExemption": "Exemption ended",
    "votes read": "Looked at the single votes", "reviews exported": "Reviews saved as a file",
    "member forgotten": "Somebody left the forum", "request deleted": "Request deleted",
    "policy changed": "Rules changed",
    "word list changed": "Word list changed", "adapter made": "Forum connected",
    "adapter key made": "Key made", "adapter key revoked": "Key revoked",
    "consensus run": "Votes counted", "appeal made": "The author appealed",
    "appeal answered": "Appeal answered",
  ]
}
