import Moderation
import Storage

/// Reviews in words for those who are no staff. Nothing here has a number.
public enum ReviewWords {
  /// What a label means.
  public static func label(_ name: String) -> String {
    known[name]
      ?? name.map { $0 == "/" || $0 == "_" || $0 == "-" ? " " : String($0) }.joined()
  }

  private static let known = [
    "spam": "spam", "misinformation": "misinformation", "violence": "violence",
    "violence/graphic": "graphic violence", "sexual": "sexual content",
    "sexual/minors": "sexual content about minors", "hate": "hate",
    "hate/threatening": "hateful threats", "harassment": "harassment",
    "harassment/threatening": "threats", "self-harm": "self-harm",
    "self-harm/intent": "an intent of self-harm",
    "self-harm/instructions": "instructions for self-harm", "illicit": "illegal dealings",
    "illicit/violent": "violent crime", PolicyDecision.flagLabel: "flagged by members",
  ]

  /// Why the review was opened, as a sentence.
  public static func reason(_ labels: [String], _ tier: ModerationTier) -> String {
    let suspected = labels.filter { $0 != PolicyDecision.flagLabel }.map(label)
    let isFlagged = labels.contains(PolicyDecision.flagLabel)
    let looks = "looks like \(suspected.joined(separator: " and "))"
    let cause =
      switch (suspected.isEmpty, isFlagged) {
      case (true, true): "members flagged it"
      case (false, true): "it \(looks), and members flagged it"
      case (false, false): "it \(looks)"
      case (true, false): "of the rules of its category"
      }
    switch tier {
    case .immediate: return "It was hidden automatically because \(cause)."
    case .consensus: return "It is up for review because \(cause)."
    }
  }

  /// What those who vote are asked.
  public static func question(_ tier: ModerationTier, _ kind: ActionKind) -> String {
    switch (tier, kind) {
    case (.immediate, .hide): "Was it right to hide this post?"
    case (.consensus, .hide): "Should this post be hidden?"
    case (.immediate, let other): "Was it right to \(action(other))?"
    case (.consensus, let other): "Should we \(action(other))?"
    }
  }

  /// A vote, said by the voter.
  public static func vote(
    _ value: VoteValue, _ tier: ModerationTier, _ kind: ActionKind
  ) -> String {
    let isHide = kind == .hide
    return switch (tier, value) {
    case (.immediate, .helpful): isHide ? "Hiding it was right" : "It was right"
    case (.immediate, .notHelpful): isHide ? "It should come back" : "It was wrong"
    case (.consensus, .helpful): isHide ? "It should be hidden" : "It should be done"
    case (.consensus, .notHelpful): isHide ? "It should stay" : "Nothing should be done"
    case (_, .somewhatHelpful): "Partly right"
    }
  }

  private static func action(_ kind: ActionKind) -> String {
    switch kind {
    case .hide: "hide this post"
    case .unhide: "show this post again"
    case .warn: "warn the author of this post"
    case .silence: "silence the author of this post"
    case .delete: "remove this post"
    }
  }

  /// What a decision says of the post.
  public static func badge(_ badge: ReviewBadge?) -> String? {
    switch badge {
    case .underReview: "Under Review"
    case .autoActioned: "Auto-Actioned"
    case .communityReviewed: "Community Reviewed"
    case .noAction: "Reviewed — No Action"
    case .restored: "Restored"
    case nil: nil
    }
  }

  /// How a decision came about, and what it is; never how many.
  public static func decision(
    _ outcome: ReviewOutcome, _ tier: ModerationTier, _ kind: ActionKind, rule: DecidingRule?,
    isForced: Bool
  ) -> String {
    let isHide = kind == .hide
    let what =
      switch (tier, outcome) {
      case (.immediate, .helpful): isHide ? "hiding it was right" : "it was right"
      case (.immediate, .notHelpful):
        isHide ? "it should not have been hidden" : "it was not right"
      case (.consensus, .helpful): isHide ? "it should be hidden" : "it should be done"
      case (.consensus, .notHelpful):
        isHide ? "it should not be hidden" : "nothing should be done"
      }
    let who =
      switch (isForced, rule) {
      case (true, _): "Staff decided"
      case (false, .acrossViews): "People who usually disagree agreed"
      case (false, .strangers): "Several people without a shared voting history agreed"
      case (false, nil): "The community agreed"
      }
    return "\(who) that \(what)."
  }
}
