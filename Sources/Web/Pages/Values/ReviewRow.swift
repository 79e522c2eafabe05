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

  struct Label: Sendable { var labelText: String }

  private static let foldedAt = 400

  init(_ card: ReviewCard, now: Int64) {
    reviewId = card.id.rawValue
    switch (card.isOpen, card.tier) {
    case (true, .immediate):
      (stateLabel, stateTone) = ("Hidden, retroactive review", "is-hidden")
      stateHint = "Hidden automatically; members judge whether that was right."
    case (true, .consensus):
      (stateLabel, stateTone) = ("Under review", "is-open")
      stateHint = "Readable on the forum while members judge."
    case (false, _):
      stateLabel =
        card.badge.flatMap { ReviewWords.badge($0) }
        ?? (card.isForced ? "Staff decision" : "Closed")
      stateTone = card.noteStatus == .notHelpful ? "is-good" : "is-closed"
      stateHint = card.isForced && card.badge != nil ? "Staff decision" : ""
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
    excerpt = isLong ? card.text.prefix(Self.foldedAt - 1) + "…" : card.text
    statement = card.statement ?? ""
    hasStatement = !statement.isEmpty
    linkLabel =
      card.ownVote != nil || !card.isOpen || !card.mayVote ? "Open the review" : "Read and vote"
  }
}
