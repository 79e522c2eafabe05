import Moderation
import Service

/// Reviews as a file of comma-separated values (RFC 4180), for spreadsheets: what operators see of each,
/// and no single vote.
enum ReviewExport {
  private static let columns = [
    "review", "opened", "state", "outcome", "decided", "decided_by", "began_as", "reviewed_by",
    "labels", "category", "topic", "author", "flags", "helpful", "somewhat_helpful", "not_helpful",
    "text",
  ]

  static func text(_ cards: [ReviewCard]) -> String {
    ([columns] + cards.compactMap(cells)).map { row in
      row.map(quoted).joined(separator: ",") + "\r\n"
    }.joined()
  }

  /// Nil: not what staff see.
  private static func cells(_ card: ReviewCard) -> [String]? {
    guard let staff = card.staff else { return nil }
    let note = staff.item.note
    return [
      card.id.rawValue, PageTime(card.createdAt).iso, card.state.rawValue,
      note.outcome?.rawValue ?? "", card.decidedAt.map { PageTime($0).iso } ?? "",
      card.decidedAt == nil ? "" : card.isForced ? "staff" : "community", card.tier.rawValue,
      card.group.rawValue, card.labels.joined(separator: " "), card.categoryName ?? "",
      card.topicTitle ?? "", card.authorName ?? "", String(staff.flagCount),
      String(staff.tally.helpful), String(staff.tally.somewhatHelpful),
      String(staff.tally.notHelpful), card.text,
    ]
  }

  /// What begins like a formula is not one: others wrote these texts.
  private static func quoted(_ cell: String) -> String {
    let isFormula = cell.unicodeScalars.first.map { "=+-@\t\r".unicodeScalars.contains($0) }
    let guarded = isFormula == true ? "'" + cell : cell
    // By scalars: a mark that combines with a quote does not hide it.
    guard guarded.unicodeScalars.contains(where: ",\"\r\n".unicodeScalars.contains) else {
      return guarded
    }
    var cell = String.UnicodeScalarView("\"".unicodeScalars)
    for scalar in guarded.unicodeScalars {
      if scalar == "\"" { cell.append(scalar) }
      cell.append(scalar)
    }
    cell.append("\"")
    return String(cell)
  }
}
