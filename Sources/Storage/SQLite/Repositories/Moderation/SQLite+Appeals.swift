import GRDB
import Moderation

extension SQLiteTransaction {
  func reviews(
    ofAuthor author: MemberID, before: Int64?, limit: Int
  ) throws -> [StoredReview] {
    try all(
      """
      SELECT body FROM review WHERE json_extract(body, '$.item.postAuthor') = ? AND createdAt < ?
      ORDER BY createdAt DESC, id DESC LIMIT ?
      """, [author.rawValue, before ?? .max, limit]
    ) { try $0.decoded("body") }
  }

  func insert(_ appeal: ReviewAppeal) throws -> Int64 {
    try execute(
      """
      INSERT INTO reviewAppeal (review, cycle, author, text, at, answer, answeredAt)
      VALUES (?, ?, ?, ?, ?, ?, ?)
      """,
      [
        appeal.review.rawValue, appeal.cycle, appeal.author.rawValue, appeal.text, appeal.at,
        appeal.answer, appeal.answeredAt,
      ])
    return db.lastInsertedRowID
  }

  func update(_ appeal: ReviewAppeal) throws {
    try execute(
      "UPDATE reviewAppeal SET answer = ?, answeredAt = ? WHERE id = ?",
      [appeal.answer, appeal.answeredAt, appeal.id])
  }

  private static func appeal(_ row: Row) throws -> ReviewAppeal {
    ReviewAppeal(
      id: row["id"], review: ReviewItemID(row["review"] as String), cycle: row["cycle"],
      author: MemberID(row["author"] as String), text: row["text"], at: row["at"],
      answer: row["answer"], answeredAt: row["answeredAt"])
  }

  func appeal(_ id: Int64) throws -> ReviewAppeal? {
    try first("SELECT * FROM reviewAppeal WHERE id = ?", [id], Self.appeal)
  }

  func appeal(on review: ReviewItemID, cycle: Int) throws -> ReviewAppeal? {
    try first(
      "SELECT * FROM reviewAppeal WHERE review = ? AND cycle = ?", [review.rawValue, cycle],
      Self.appeal)
  }

  func unansweredAppeals(states: [ActionState], limit: Int) throws -> [ReviewAppeal] {
    try all(
      """
      SELECT reviewAppeal.* FROM reviewAppeal JOIN review ON review.id = reviewAppeal.review
      WHERE reviewAppeal.answeredAt IS NULL
        AND review.state IN (SELECT value FROM json_each(?))
        AND json_extract(review.body, '$.item.cycle') = reviewAppeal.cycle
      ORDER BY reviewAppeal.at, reviewAppeal.id LIMIT ?
      """, [try Self.list(states.map(\.rawValue)), limit], Self.appeal)
  }
}
