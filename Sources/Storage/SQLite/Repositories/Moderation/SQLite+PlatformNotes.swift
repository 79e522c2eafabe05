import GRDB
import Moderation

extension SQLiteTransaction {
  func insert(_ note: PlatformNote) throws {
    try execute(
      """
      INSERT INTO platformNote (community, author, submission, createdAt, deletedAt, isUnread, body,
        id)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?)
      """, Self.cells(note))
  }

  func update(_ note: PlatformNote) throws {
    try execute(
      """
      UPDATE platformNote SET community = ?, author = ?, submission = ?, createdAt = ?,
        deletedAt = ?, isUnread = ?, body = ?
      WHERE id = ?
      """, Self.cells(note))
  }

  private static func cells(_ note: PlatformNote) throws -> StatementArguments {
    [
      note.community, note.author.rawValue, note.submission, note.createdAt, note.deletedAt,
      note.isUnread, try json(note), note.id,
    ]
  }

  private static func note(_ row: Row) throws -> PlatformNote { try row.decoded("body") }

  func platformNote(_ id: String) throws -> PlatformNote? {
    try first("SELECT body FROM platformNote WHERE id = ?", [id], Self.note)
  }

  func platformNote(submission: String, author: MemberID) throws -> PlatformNote? {
    try first(
      """
      SELECT body FROM platformNote
      WHERE submission = ? AND author = ? AND deletedAt IS NULL
      """, [submission, author.rawValue], Self.note)
  }

  func platformNotes(of communities: [String], limit: Int) throws -> [PlatformNote] {
    try all(
      """
      SELECT body FROM platformNote
      WHERE community IN (SELECT value FROM json_each(?)) AND deletedAt IS NULL
      ORDER BY createdAt DESC, id DESC LIMIT ?
      """, [try Self.list(communities), limit], Self.note)
  }

  func unreadPlatformNotes(of community: String) throws -> [PlatformNote] {
    try all(
      "SELECT body FROM platformNote WHERE community = ? AND isUnread = 1 ORDER BY createdAt, id",
      [community], Self.note)
  }

  func communitiesWithUnreadNotes() throws -> [String] {
    try all("SELECT DISTINCT community FROM platformNote WHERE isUnread = 1 ORDER BY community") {
      $0[0]
    }
  }

  // MARK: Ratings

  func put(_ rating: PlatformRating) throws {
    try execute(
      """
      INSERT INTO platformRating (id, note, rater, value, createdAt, updatedAt)
      VALUES (?, ?, ?, ?, ?, ?)
      ON CONFLICT (note, rater) DO UPDATE SET value = excluded.value,
        updatedAt = excluded.updatedAt
      """,
      [
        rating.id, rating.note, rating.rater.rawValue, rating.value.rawValue, rating.createdAt,
        rating.updatedAt,
      ])
  }

  private static func rating(_ row: Row) throws -> PlatformRating {
    let value: String = row["value"]
    guard let value = VoteValue(rawValue: value) else {
      throw StoreError.unknownName(column: "platformRating.value", name: value)
    }
    return PlatformRating(
      id: row["id"], note: row["note"], rater: MemberID(row["rater"]), value: value,
      createdAt: row["createdAt"], updatedAt: row["updatedAt"])
  }

  func platformRating(_ id: String) throws -> PlatformRating? {
    try first("SELECT * FROM platformRating WHERE id = ?", [id], Self.rating)
  }

  func platformRating(of note: String, by rater: MemberID) throws -> PlatformRating? {
    try first(
      "SELECT * FROM platformRating WHERE note = ? AND rater = ?", [note, rater.rawValue],
      Self.rating)
  }

  func platformRatings(of note: String) throws -> [PlatformRating] {
    try all(
      "SELECT * FROM platformRating WHERE note = ? ORDER BY updatedAt DESC, id DESC", [note],
      Self.rating)
  }

  func ratedNotes(by rater: MemberID) throws -> Set<String> {
    Set(
      try all(
        """
        SELECT note FROM platformRating WHERE rater = ?1
        UNION SELECT note FROM reviewVote WHERE voter = ?1
        """, [rater.rawValue]
      ) { $0[0] as String })
  }
}
