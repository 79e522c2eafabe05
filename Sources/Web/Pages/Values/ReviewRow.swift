import Moderation
import NoteModel
import Service

/// A review as lists and its own page show it.
struct ReviewRow: Sendable {
  var reviewId: String
  var stateLabel: String
  var stateTone: String
  var hasHint: Bool
  var stateHint: String
  var heading: String
  var authorName: String
  var hasCategory: Bool
  var categoryName: String
  var openedISO: String
  var openedText: String
  var isEdited: Bool
  var reasonText: String
  var labels: [Label]
  var isLong: Bool
  var excerpt: String
  var text: String
  var hasStatement: Bool
  var statement: String
  var linkLabel: String
  /// The first letter of the author's name. Their forum's picture is not shown: whose page asks for it
  /// would tell the forum who reads which review.
  var authorInitial: String
  var hasPostLink: Bool
  var postLink: String
  var hasReply: Bool
  var replyAuthor: String
  var hasReplyText: Bool
  var replyText: String
  var hasReplyLink: Bool
  var replyLink: String

  struct Label: Sendable { var labelText: String }

  private static let foldedAt = 400

  /// A text of at most so many characters, cut between words where it is longer.
  static func beginning(of text: String, most: Int) -> String {
    guard text.count > most else { return text }
    let cut = text.prefix(most - 1)
    let end = cut.lastIndex { $0.isWhitespace } ?? cut.endIndex
    return text[..<end] + "…"
  }

  init(_ card: ReviewCard, now: Int64) {
    reviewId = card.id.rawValue
    switch (card.isOpen, card.tier) {
    case (true, .immediate):
      (stateLabel, stateTone) = ("Hidden, retroactive review", "is-hidden")
      stateHint = "Hidden automatically; was that right?"
    case (true, .consensus):
      (stateLabel, stateTone) = ("Under review", "is-open")
      stateHint = "Readable on the forum while members judge."
    case (false, _):
      stateLabel =
        card.badge.flatMap { ReviewWords.badge($0) }
        ?? (card.isForced ? "Staff decision" : "Closed")
      stateTone = card.noteStatus == .notHelpful ? "is-good" : "is-closed"
      let staff = card.isForced && card.badge != nil ? "by staff" : ""
      let past =
        card.badge != .restored
        ? ""
        : card.tier == .immediate ? "Hidden automatically, then restored" : "Hidden, then restored"
      stateHint = [past, staff].filter { !$0.isEmpty }.joined(separator: " ")
    }
    hasHint = !stateHint.isEmpty
    heading = card.topicTitle.flatMap { $0.isEmpty ? nil : $0 } ?? "A post"
    authorName = card.authorName ?? "Somebody"
    categoryName = card.categoryName ?? ""
    hasCategory = !categoryName.isEmpty
    openedISO = PageTime(card.createdAt).iso
    openedText = PageTime.age(card.createdAt, at: now)
    isEdited = card.isOpen && card.editedAt != nil
    reasonText = ReviewWords.reason(card.labels, card.tier)
    labels = card.labels.map { Label(labelText: ReviewWords.label($0)) }
    text = card.text
    isLong = card.text.count > Self.foldedAt
    excerpt = Self.beginning(of: card.text, most: Self.foldedAt)
    statement = card.statement ?? ""
    hasStatement = !statement.isEmpty
    authorInitial = authorName.first.map { String($0).uppercased() } ?? "?"
    postLink = card.place?.link ?? ""
    hasPostLink = !postLink.isEmpty
    let reply = card.place?.repliesTo
    hasReply = reply != nil
    replyAuthor = reply?.author ?? "another post"
    replyText = Self.beginning(of: reply?.text ?? "", most: Self.foldedAt)
    hasReplyText = !replyText.isEmpty
    replyLink = reply?.link ?? ""
    hasReplyLink = !replyLink.isEmpty
    linkLabel =
      card.ownVote != nil || !card.isOpen || !card.mayVote ? "Open the review" : "Read and vote"
  }
}
