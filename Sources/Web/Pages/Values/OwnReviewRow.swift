import Moderation
import Service

/// A review of one's own post, as its author reads it.
struct OwnReviewRow: Sendable {
  var reviewId: String
  var heading: String
  var hasCategory: Bool
  var categoryName: String
  var stateLabel: String
  var stateTone: String
  var text: String
  var excerpt: String
  var reasonText: String
  var labels: [ReviewRow.Label]
  var steps: [Step]
  var nextText: String

  /// Something that happened to the post.
  struct Step: Sendable {
    var stepISO: String
    var stepTime: String
    var stepText: String

    init(_ at: Int64, _ text: String) {
      stepISO = PageTime(at).iso
      stepTime = PageTime(at).text
      stepText = text
    }
  }

  init(_ post: OwnPostReview) {
    reviewId = post.id.rawValue
    heading = post.subject
    categoryName = post.categoryName ?? ""
    hasCategory = !categoryName.isEmpty
    text = post.text
    excerpt = ReviewRow.beginning(of: post.text, most: 280)
    reasonText = ReviewWords.reason(post.labels, post.tier)
    labels = post.labels.map { ReviewRow.Label(labelText: ReviewWords.label($0)) }
    (stateLabel, stateTone) = Self.state(post)
    steps = Self.steps(post)
    nextText = Self.next(post)
  }

  private static func state(_ post: OwnPostReview) -> (String, String) {
    if post.decidedAt == nil { return ("Hidden automatically, under review", "is-hidden") }
    if post.isHidden {
      return post.decider == .staff
        ? ("Hidden by staff", "is-hidden") : ("Hidden, Community Reviewed", "is-hidden")
    }
    return (ReviewWords.badge(post.badge) ?? "Staff decision: no action", "is-good")
  }

  private static func steps(_ post: OwnPostReview) -> [Step] {
    var steps = [
      Step(
        post.openedAt,
        post.tier == .immediate
          ? "Hidden automatically, by the rules of \(post.community)."
          : "Members were asked whether to hide it.")
    ]
    if let appeal = post.appeal {
      steps.append(Step(appeal.at, "You said why it should come back."))
    }
    if let at = post.decidedAt, let outcome = post.outcome {
      steps.append(
        Step(
          at,
          ReviewWords.decision(
            outcome, post.tier, .hide, rule: post.rule, isForced: post.decider == .staff)
            + (post.tier == .immediate && outcome == .notHelpful ? " It was restored." : "")))
    }
    if let appeal = post.appeal, let at = appeal.answeredAt {
      steps.append(Step(at, "Staff answered you."))
    }
    return steps.sorted { $0.stepISO < $1.stepISO }
  }

  private static func next(_ post: OwnPostReview) -> String {
    if !post.isHidden {
      return post.badge == .restored
        ? "Everybody can read it again. It is not checked again unless you rewrite much of it."
        : "Nothing: everybody can read your post."
    }
    if post.decidedAt == nil {
      return
        "Members of \(post.community) are asked whether hiding it was right. If people who see "
        + "things differently agree that it was not, it comes back by itself. There is no "
        + "deadline, and staff can decide at any time."
    }
    guard let appeal = post.appeal else {
      return "It stays hidden. You can say once why it should come back; staff read it and answer."
    }
    return appeal.answeredAt == nil
      ? "Staff read what you wrote and answer. They can restore the post."
      : "It stays hidden: staff have answered you."
  }
}
