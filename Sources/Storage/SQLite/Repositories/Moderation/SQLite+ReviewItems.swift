import Foundation
import GRDB
import Moderation

extension SQLiteTransaction {
  func insert(_ review: StoredReview) throws {
    try execute(
      """
      INSERT INTO review (community, post, submission, note, tier, state, isOpen, takesVotes,
        isEscalated, reviewGroup, channel, postAuthor, cycle, createdAt, decidedAt, body, id)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """, Self.cells(review))
    try execute(
      "INSERT INTO reviewReading (review, community, reading) VALUES (?, ?, ?)",
      [
        review.item.id.rawValue, review.community, try review.reading.map { try json($0) },
      ])
    try keepNote(of: review)
  }

  func update(_ review: StoredReview) throws {
    try execute(
      """
      UPDATE review SET community = ?, post = ?, submission = ?, note = ?, tier = ?, state = ?,
        isOpen = ?, takesVotes = ?, isEscalated = ?, reviewGroup = ?, channel = ?,
        postAuthor = ?, cycle = ?, createdAt = ?, decidedAt = ?, body = ?
      WHERE id = ?
      """, Self.cells(review))
    try keepNote(of: review)
  }

  /// A superseded review gives its note away.
  private func keepNote(of review: StoredReview) throws {
    guard review.item.action.supersededBy == nil else { return }
    try execute(
      """
      INSERT INTO reviewNote (note, review) VALUES (?, ?)
      ON CONFLICT (note) DO UPDATE SET review = excluded.review WHERE review <> excluded.review
      """, [review.note, review.item.id.rawValue])
  }

  private static func cells(_ review: StoredReview) throws -> StatementArguments {
    let action = review.item.action
    return [
      review.community, review.post, review.submission, review.note, action.tier.rawValue,
      action.state.rawValue, action.state.isOpen && !review.item.isDeleted,
      review.item.takesVotes, action.escalated,
      action.reviewGroup.rawValue, review.channel ?? "", review.item.postAuthor.rawValue,
      review.item.cycle, action.createdAt,
      review.item.isDecided ? review.item.note.decidedAt : nil, try json(review),
      review.item.id.rawValue,
    ]
  }

  static let reviewColumns = """
    review.body, (SELECT reading FROM reviewReading WHERE review = review.id) AS reading
    """

  static func storedReview(_ row: Row) throws -> StoredReview {
    var review: StoredReview = try row.decoded("body")
    if row["reading"] as String? != nil { review.reading = try row.decoded("reading") }
    return review
  }

  func review(_ id: ReviewItemID) throws -> StoredReview? {
    try first(
      "SELECT \(Self.reviewColumns) FROM review WHERE id = ?", [id.rawValue], Self.storedReview)
  }

  func review(note: String) throws -> StoredReview? {
    try first(
      """
      SELECT \(Self.reviewColumns) FROM reviewNote JOIN review ON review.id = reviewNote.review
      WHERE reviewNote.note = ?
      """, [note], Self.storedReview)
  }

  func reviews(of post: String) throws -> [StoredReview] {
    try all(
      "SELECT \(Self.reviewColumns) FROM review WHERE post = ? ORDER BY createdAt, id", [post],
      Self.storedReview)
  }

  func review(submission: String, tier: ModerationTier) throws -> StoredReview? {
    try first(
      """
      SELECT \(Self.reviewColumns) FROM review WHERE submission = ? AND tier = ?
      ORDER BY createdAt DESC, id DESC LIMIT 1
      """, [submission, tier.rawValue], Self.storedReview)
  }

  func openReviews(of community: String) throws -> [StoredReview] {
    try all(
      "SELECT \(Self.reviewColumns) FROM review WHERE community = ? AND isOpen = 1 ORDER BY createdAt, id",
      [community], Self.storedReview)
  }

  func decidedReviews(
    of community: String, after: (at: Int64, id: String)?, limit: Int
  ) throws -> [StoredReview] {
    try all(
      """
      SELECT \(Self.reviewColumns) FROM review WHERE community = ? AND decidedAt IS NOT NULL
        AND (decidedAt, id) > (?, ?)
      ORDER BY decidedAt, id LIMIT ?
      """, [community, after?.at ?? .min, after?.id ?? "", limit], Self.storedReview)
  }

  func communitiesWithUnreadVotes() throws -> [String] {
    try all(
      """
      SELECT DISTINCT reviewReading.community FROM reviewReading
      JOIN review ON review.id = reviewReading.review
      WHERE reviewReading.isUnread = 1 AND review.takesVotes = 1
      ORDER BY reviewReading.community
      """
    ) { $0[0] }
  }

  func communitiesWithOpenReviews() throws -> [String] {
    try all("SELECT DISTINCT community FROM review WHERE isOpen = 1 ORDER BY community") { $0[0] }
  }
}
