import CommunityRules
import GRDB
import NoteModel

extension SQLiteTransaction {
  func insert(_ review: AdditionalReviewRequest) throws {
    try execute(
      """
      INSERT INTO additionalReview (note, post, requester, requestedAt, endedAt)
      VALUES (?, ?, ?, ?, ?)
      """,
      [
        review.note.rawValue, review.post.rawValue, review.requester.rawValue,
        review.requestedAt, review.endedAt,
      ])
  }

  private static func review(_ row: Row) -> AdditionalReviewRequest {
    AdditionalReviewRequest(
      note: row.id("note"), post: row.id("post"), requester: row.id("requester"),
      requestedAt: row["requestedAt"], endedAt: row["endedAt"])
  }

  func additionalReview(of note: NoteID) throws -> AdditionalReviewRequest? {
    try first("SELECT * FROM additionalReview WHERE note = ?", [note.rawValue], Self.review)
  }

  func additionalReviews(of notes: [NoteID]) throws -> [NoteID: AdditionalReviewRequest] {
    let found = try all(
      "SELECT * FROM additionalReview WHERE note IN (SELECT value FROM json_each(?))",
      [Self.list(notes.map(\.rawValue))], Self.review)
    return Dictionary(uniqueKeysWithValues: found.map { ($0.note, $0) })
  }

  func openAdditionalReviews(since: Int64) throws -> [AdditionalReviewRequest] {
    try all(
      """
      SELECT * FROM additionalReview WHERE endedAt IS NULL AND requestedAt >= ?
      ORDER BY requestedAt, note
      """, [since], Self.review)
  }

  func endAdditionalReview(of note: NoteID, at: Int64) throws {
    try execute(
      "UPDATE additionalReview SET endedAt = ? WHERE note = ? AND endedAt IS NULL",
      [at, note.rawValue])
  }
}

// MARK: - Reports and feedback

extension SQLiteTransaction {
  func insert(_ report: Report) throws {
    try execute(
      """
      INSERT INTO report (note, reporter, category, text, createdAt, outcome)
      VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
      """,
      [
        report.note.rawValue, report.reporter?.rawValue, report.category, report.text,
        report.createdAt, report.outcome,
      ])
  }

  private static func report(_ row: Row) -> Report {
    Report(
      id: row["id"], note: row.id("note"),
      reporter: (row["reporter"] as Int64?).map { AccountID($0) }, category: row["category"],
      text: row["text"], createdAt: row["createdAt"], outcome: row["outcome"])
  }

  func report(_ id: Int64) throws -> Report? {
    try first("SELECT * FROM report WHERE id = ?", [id], Self.report)
  }

  func openReports() throws -> [Report] {
    try all("SELECT * FROM report WHERE closedAt IS NULL ORDER BY createdAt, id", [], Self.report)
  }

  func closeReport(_ id: Int64, outcome: String, at: Int64) throws {
    try execute(
      "UPDATE report SET outcome = ?, closedAt = ? WHERE id = ? AND closedAt IS NULL",
      [outcome, at, id])
  }

  func closedReportCounts() throws -> [String: Int] {
    let found = try all(
      """
      SELECT outcome, COUNT(*) AS reports FROM report
      WHERE closedAt IS NOT NULL GROUP BY outcome
      """
    ) { ($0["outcome"] as String, $0["reports"] as Int) }
    return Dictionary(uniqueKeysWithValues: found)
  }

  func putFeedback(_ answer: Helpfulness, of note: NoteID, by account: AccountID, at: Int64) throws
  {
    try execute(
      """
      INSERT INTO feedback (note, account, answer, createdAt) VALUES (?, ?, ?, ?)
      ON CONFLICT DO UPDATE SET answer = excluded.answer, createdAt = excluded.createdAt
      """, [note.rawValue, account.rawValue, Int64(answer.rawValue), at])
  }

  func feedbackCounts(since: Int64) throws -> [Helpfulness: Int] {
    let found = try all(
      """
      SELECT answer, COUNT(*) AS answers FROM feedback WHERE createdAt >= ? GROUP BY answer
      """, [since]
    ) { (try $0.value("answer") as Helpfulness, $0["answers"] as Int) }
    return Dictionary(uniqueKeysWithValues: found)
  }
}
