import Moderation
import Service
import Storage

/// A review as operators' lists show it.
struct ConsoleRow: Sendable {
  var reviewPath: String
  var standing: String
  var tone: String
  var isStale: Bool
  var isEscalated: Bool
  var reviewText: String
  var labels: [LabelName]
  var byline: [BylinePart]
  var openedISO: String
  var openedText: String
  var tallyText: String
  var flagText: String?

  struct LabelName: Sendable { var labelName: String }
  struct BylinePart: Sendable { var bylineText: String }

  /// Nil: not what staff see.
  init?(_ card: ReviewCard, now: Int64) {
    guard let staff = card.staff else { return nil }
    reviewPath = "/operator/moderation/reviews/\(card.id)"
    standing = ConsoleWords.standing(staff.item)
    tone = ConsoleWords.tone(staff.item)
    isStale = staff.isStale
    isEscalated = card.isEscalated && card.state.isOpen
    reviewText = card.text.count > 280 ? card.text.prefix(280) + "…" : card.text
    labels = card.labels.map { LabelName(labelName: ConsoleWords.label($0)) }
    byline = [card.authorName, card.categoryName, card.topicTitle].compactMap(\.self)
      .filter { !$0.isEmpty }.map { BylinePart(bylineText: $0) }
    byline.append(BylinePart(bylineText: ConsoleWords.group(card.group)))
    openedISO = PageTime(card.createdAt).iso
    openedText = PageTime.age(card.createdAt, at: now)
    tallyText = ConsoleWords.tally(staff.tally)
    flagText = staff.flagCount == 0 ? nil : ConsoleWords.counted(staff.flagCount, "flag")
  }
}
