import Foundation
import GRDB
import Moderation

extension SQLiteTransaction {
  func insert(_ vote: StoredVote) throws {
    try execute(
      """
      INSERT INTO reviewVote (id, review, cycle, note, voter, value, castAt, trustLevel, isAdmin,
        isModerator, origin)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """,
      [
        vote.id, vote.vote.item.rawValue, vote.cycle, vote.note, vote.vote.voter.rawValue,
        vote.vote.value.rawValue, vote.vote.castAt, vote.vote.trustLevel, vote.vote.isAdmin,
        vote.vote.isModerator, vote.origin.map { Data($0) },
      ])
  }

  private static let voteColumns = """
    reviewVote.id, reviewVote.note, reviewVote.cycle, reviewVote.origin, reviewVote.review,
    reviewVote.voter, reviewVote.value, reviewVote.castAt, reviewVote.trustLevel,
    reviewVote.isAdmin, reviewVote.isModerator
    """

  private static func vote(_ row: Row) throws -> StoredVote {
    var cells = Cells(row)
    let (id, note, cycle): (String, String, Int) = (cells.next(), cells.next(), cells.next())
    let origin: Data? = cells.nextIfAny()
    let vote = Vote(
      item: ReviewItemID(cells.next()), voter: MemberID(cells.next()),
      value: try value(cells.next()), castAt: cells.next(), trustLevel: cells.next(),
      isAdmin: cells.next(), isModerator: cells.next())
    return StoredVote(
      id: id, note: note, cycle: cycle, vote: vote, origin: origin.map { Array($0) })
  }

  private static func value(_ text: String) throws -> VoteValue {
    guard let value = VoteValue(rawValue: text) else {
      throw StoreError.unknownName(column: "reviewVote.value", name: text)
    }
    return value
  }

  func vote(of voter: MemberID, on review: ReviewItemID, cycle: Int) throws -> StoredVote? {
    try first(
      "SELECT \(Self.voteColumns) FROM reviewVote WHERE review = ? AND cycle = ? AND voter = ?",
      [review.rawValue, cycle, voter.rawValue], Self.vote)
  }

  func vote(_ id: String) throws -> StoredVote? {
    try first("SELECT \(Self.voteColumns) FROM reviewVote WHERE id = ?", [id], Self.vote)
  }

  func votes(on review: ReviewItemID, cycle: Int) throws -> [StoredVote] {
    try all(
      """
      SELECT \(Self.voteColumns) FROM reviewVote WHERE review = ? AND cycle = ?
      ORDER BY castAt, id
      """, [review.rawValue, cycle], Self.vote)
  }

  func voteCount(on review: ReviewItemID, cycle: Int) throws -> Int {
    try count(
      "SELECT COUNT(*) FROM reviewVote WHERE review = ? AND cycle = ?", [review.rawValue, cycle])
  }

  func votes(by voter: MemberID, before: Int64?, limit: Int) throws -> [StoredVote] {
    try all(
      """
      SELECT \(Self.voteColumns) FROM reviewVote WHERE voter = ? AND castAt < ?
      ORDER BY castAt DESC, id DESC LIMIT ?
      """, [voter.rawValue, before ?? .max, limit], Self.vote)
  }

  func votes(community: String, since: Int64) throws -> [StoredVote] {
    try all(
      """
      SELECT \(Self.voteColumns) FROM reviewVote JOIN review ON review.id = reviewVote.review
      WHERE review.community = ? AND reviewVote.castAt >= ?
      ORDER BY reviewVote.castAt, reviewVote.id
      """, [community, since], Self.vote)
  }

  func ownVotes(
    of voter: MemberID, on reviews: some Sequence<ReviewItemID>
  ) throws -> [ReviewItemID: VoteValue] {
    let votes = try all(
      """
      SELECT \(Self.voteColumns) FROM reviewVote
      JOIN review ON review.id = reviewVote.review AND review.note = reviewVote.note
      WHERE reviewVote.voter = ? AND reviewVote.review IN (SELECT value FROM json_each(?))
      """, [voter.rawValue, try Self.list(reviews.map(\.rawValue))], Self.vote)
    return Dictionary(votes.map { ($0.vote.item, $0.vote.value) }, uniquingKeysWith: { $1 })
  }

  // MARK: Ballots

  func note(_ reading: ConsensusReading, of review: ReviewItemID, cycle: Int) throws {
    try execute(
      """
      UPDATE reviewReading SET reading = ?1, isUnread = 0
      WHERE review = ?2 AND EXISTS (
        SELECT 1 FROM review WHERE id = ?2 AND cycle = ?3 AND takesVotes = 1)
      """, [try json(reading), review.rawValue, cycle])
  }

  func noteVote(on review: ReviewItemID) throws {
    try execute("UPDATE reviewReading SET isUnread = 1 WHERE review = ?", [review.rawValue])
  }

  func forgetReading(of review: ReviewItemID) throws {
    try execute(
      "UPDATE reviewReading SET reading = NULL, isUnread = 0 WHERE review = ?", [review.rawValue])
  }

  func openBallots(of community: String) throws -> [ReviewBallots] {
    try ballots("review.community = ? AND review.isOpen = 1 ORDER BY createdAt, id", [community])
  }

  func decidedBallots(
    of community: String, after: (at: Int64, id: String)?, limit: Int
  ) throws -> [ReviewBallots] {
    try ballots(
      """
      community = ? AND decidedAt IS NOT NULL AND (decidedAt, id) > (?, ?)
      ORDER BY decidedAt, id LIMIT ?
      """, [community, after?.at ?? .min, after?.id ?? "", limit])
  }

  private func ballots(
    _ condition: String, _ arguments: StatementArguments
  ) throws -> [ReviewBallots] {
    let excluded = Set(
      try all("SELECT id FROM externalMember WHERE isExcluded = 1") { MemberID($0[0]) })
    // Members vote on many reviews: one text for each of them.
    var members: [String: MemberID] = [:]
    func member(_ id: String) -> MemberID {
      if let known = members[id] { return known }
      let new = MemberID(id)
      members[id] = new
      return new
    }
    return try all(
      """
      SELECT id, cycle, channel, takesVotes,
        (SELECT isUnread FROM reviewReading WHERE review = review.id), decidedAt
      FROM review WHERE \(condition)
      """, arguments
    ) { row in
      var cells = Cells(row)
      let id: String = cells.next()
      let cycle: Int = cells.next()
      let channel: String = cells.next()
      let (takesVotes, isUnread): (Bool, Bool) = (cells.next(), cells.next())
      let votes = try all(
        "SELECT voter, value FROM reviewVote WHERE review = ? AND cycle = ? ORDER BY voter",
        [id, cycle]
      ) { CastVote(member($0[0]), try Self.value($0[1])) }
      return ReviewBallots(
        review: ReviewItemID(id), cycle: cycle, channel: channel.isEmpty ? nil : channel,
        takesVotes: takesVotes, isUnread: isUnread, decidedAt: cells.nextIfAny(),
        votes: excluded.isEmpty ? votes : votes.filter { !excluded.contains($0.voter) },
        voteCount: votes.count)
    }
  }
}
