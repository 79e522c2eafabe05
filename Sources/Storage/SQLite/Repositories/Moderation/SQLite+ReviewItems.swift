import Foundation
import GRDB
import Moderation

extension SQLiteTransaction {
  func insert(_ review: StoredReview) throws {
    try execute(
      """
      INSERT INTO review (community, post, submission, note, tier, state, isOpen, createdAt,
        decidedAt, lastVoteAt, readAt, body, id)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """, Self.cells(review))
    try keepNote(of: review)
  }

  func update(_ review: StoredReview) throws {
    try execute(
      """
      UPDATE review SET community = ?, post = ?, submission = ?, note = ?, tier = ?, state = ?,
        isOpen = ?, createdAt = ?, decidedAt = ?, lastVoteAt = ?, readAt = ?, body = ?
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
      action.state.rawValue, action.state.isOpen && !review.item.isDeleted, action.createdAt,
      review.item.isDecided ? review.item.note.decidedAt : nil, review.lastVoteAt, review.readAt,
      try json(review), review.item.id.rawValue,
    ]
  }

  private static func review(_ row: Row) throws -> StoredReview { try row.decoded("body") }

  func review(_ id: ReviewItemID) throws -> StoredReview? {
    try first("SELECT body FROM review WHERE id = ?", [id.rawValue], Self.review)
  }

  func review(note: String) throws -> StoredReview? {
    try first(
      """
      SELECT review.body FROM reviewNote JOIN review ON review.id = reviewNote.review
      WHERE reviewNote.note = ?
      """, [note], Self.review)
  }

  func reviews(of post: String) throws -> [StoredReview] {
    try all(
      "SELECT body FROM review WHERE post = ? ORDER BY createdAt, id", [post], Self.review)
  }

  func review(submission: String, tier: ModerationTier) throws -> StoredReview? {
    try first(
      """
      SELECT body FROM review WHERE submission = ? AND tier = ?
      ORDER BY createdAt DESC, id DESC LIMIT 1
      """, [submission, tier.rawValue], Self.review)
  }

  func reviews(_ query: ReviewQuery) throws -> (items: [StoredReview], total: Int) {
    let condition = """
      FROM review JOIN submission ON submission.id = review.submission
      WHERE (?1 IS NULL OR review.community IN (SELECT value FROM json_each(?1)))
        AND (?2 IS NULL OR review.state IN (SELECT value FROM json_each(?2)))
        AND (?3 IS NULL OR review.tier = ?3) AND (?4 IS NULL OR submission.message = ?4)
        AND (?5 IS NULL OR review.submission = ?5)
        AND (?6 IS NULL OR review.createdAt >= ?6)
        AND (?7 OR submission.deletedAt IS NULL)
        AND (?8 IS NULL OR review.createdAt < ?8)
        AND (?9 IS NULL OR json_extract(review.body, '$.item.action.reviewGroup') = ?9)
        AND (?10 IS NULL OR json_extract(review.body, '$.channel') = ?10)
        AND (?11 IS NULL OR EXISTS (
          SELECT 1 FROM json_each(review.body, '$.evidence.triggering') WHERE value = ?11))
        AND (?12 IS NULL OR json_extract(review.body, '$.item.action.escalated') = ?12)
        AND (?13 IS NULL OR json_extract(review.body, '$.item.action.awaitingStaff') = ?13)
        AND (?14 IS NULL OR review.id IN (SELECT value FROM json_each(?14)))
      """
    let arguments: StatementArguments = [
      try query.communities.map { try Self.list($0) },
      try query.states.map { try Self.list($0.map(\.rawValue)) }, query.tier?.rawValue,
      query.message, query.submission, query.createdFrom, query.includesDeleted,
      query.createdBefore, query.group?.rawValue, query.channel, query.label, query.isEscalated,
      query.awaitsStaff, try query.ids.map { try Self.list($0.map(\.rawValue)) },
    ]
    // Without any, the order is one that an index has.
    let leads = "review.id IN (SELECT value FROM json_each(?17))"
    let order =
      query.leading.isEmpty
      ? "" : "\(leads) DESC, CASE WHEN \(leads) THEN review.createdAt END,"
    let leading: StatementArguments =
      query.leading.isEmpty ? [] : [try Self.list(query.leading.map(\.rawValue))]
    let items = try all(
      """
      SELECT review.body \(condition)
      ORDER BY \(order) review.createdAt DESC, review.id DESC LIMIT ?15 OFFSET ?16
      """, arguments + [query.limit, query.offset] + leading, Self.review)
    return (items, try count("SELECT COUNT(*) \(condition)", arguments))
  }

  func openReviews(of community: String) throws -> [StoredReview] {
    try all(
      "SELECT body FROM review WHERE community = ? AND isOpen = 1 ORDER BY createdAt, id",
      [community], Self.review)
  }

  func decidedReviews(
    of community: String, after: (at: Int64, id: String)?, limit: Int
  ) throws -> [StoredReview] {
    try all(
      """
      SELECT body FROM review WHERE community = ? AND decidedAt IS NOT NULL
        AND (decidedAt, id) > (?, ?)
      ORDER BY decidedAt, id LIMIT ?
      """, [community, after?.at ?? .min, after?.id ?? "", limit], Self.review)
  }

  func communitiesWithUnreadVotes() throws -> [String] {
    try all(
      """
      SELECT DISTINCT community FROM review
      WHERE isOpen = 1 AND lastVoteAt IS NOT NULL AND (readAt IS NULL OR readAt < lastVoteAt)
      ORDER BY community
      """
    ) { $0[0] }
  }

  func communitiesWithOpenReviews() throws -> [String] {
    try all("SELECT DISTINCT community FROM review WHERE isOpen = 1 ORDER BY community") { $0[0] }
  }
}

// MARK: - Votes

extension SQLiteTransaction {
  func insert(_ vote: StoredVote) throws {
    try execute(
      """
      INSERT INTO reviewVote (id, review, cycle, note, voter, castAt, body, origin)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?)
      """,
      [
        vote.id, vote.vote.item.rawValue, vote.cycle, vote.note, vote.vote.voter.rawValue,
        vote.vote.castAt, try json(vote.vote), vote.origin.map { Data($0) },
      ])
  }

  private static func vote(_ row: Row) throws -> StoredVote {
    StoredVote(
      id: row["id"], note: row["note"], cycle: row["cycle"], vote: try row.decoded("body"),
      origin: (row["origin"] as Data?).map { Array($0) })
  }

  func vote(of voter: MemberID, on review: ReviewItemID, cycle: Int) throws -> StoredVote? {
    try first(
      "SELECT * FROM reviewVote WHERE review = ? AND cycle = ? AND voter = ?",
      [review.rawValue, cycle, voter.rawValue], Self.vote)
  }

  func vote(_ id: String) throws -> StoredVote? {
    try first("SELECT * FROM reviewVote WHERE id = ?", [id], Self.vote)
  }

  func votes(on review: ReviewItemID, cycle: Int) throws -> [StoredVote] {
    try all(
      "SELECT * FROM reviewVote WHERE review = ? AND cycle = ? ORDER BY castAt, id",
      [review.rawValue, cycle], Self.vote)
  }

  func voteCounts(on reviews: some Sequence<ReviewItemID>) throws -> [ReviewItemID: Int] {
    let counts = try all(
      """
      SELECT reviewVote.review, COUNT(*) FROM reviewVote
      JOIN review ON review.id = reviewVote.review AND review.note = reviewVote.note
      WHERE reviewVote.review IN (SELECT value FROM json_each(?)) GROUP BY reviewVote.review
      """, [try Self.list(reviews.map(\.rawValue))]
    ) { (ReviewItemID($0[0] as String), $0[1] as Int) }
    return Dictionary(uniqueKeysWithValues: counts)
  }

  func votes(by voter: MemberID, before: Int64?, limit: Int) throws -> [StoredVote] {
    try all(
      """
      SELECT * FROM reviewVote WHERE voter = ? AND castAt < ? ORDER BY castAt DESC, id DESC LIMIT ?
      """, [voter.rawValue, before ?? .max, limit], Self.vote)
  }

  func votes(community: String, since: Int64) throws -> [StoredVote] {
    try all(
      """
      SELECT reviewVote.* FROM reviewVote JOIN review ON review.id = reviewVote.review
      WHERE review.community = ? AND reviewVote.castAt >= ?
      ORDER BY reviewVote.castAt, reviewVote.id
      """, [community, since], Self.vote)
  }

  func ownVotes(
    of voter: MemberID, on reviews: some Sequence<ReviewItemID>
  ) throws -> [ReviewItemID: VoteValue] {
    let votes = try all(
      """
      SELECT reviewVote.* FROM reviewVote
      JOIN review ON review.id = reviewVote.review AND review.note = reviewVote.note
      WHERE reviewVote.voter = ? AND reviewVote.review IN (SELECT value FROM json_each(?))
      """, [voter.rawValue, try Self.list(reviews.map(\.rawValue))], Self.vote)
    return Dictionary(votes.map { ($0.vote.item, $0.vote.value) }, uniquingKeysWith: { $1 })
  }
}
