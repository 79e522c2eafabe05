import CommunityRules
import GRDB
import NoteModel

extension SQLiteTransaction {
  func put(_ rating: Rating) throws {
    try execute(
      """
      INSERT INTO rating (note, rater, createdAt, answer, tags, ratedOn, source)
      VALUES (?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT DO UPDATE SET createdAt = excluded.createdAt, answer = excluded.answer,
        tags = excluded.tags, ratedOn = excluded.ratedOn, source = excluded.source
      """,
      [
        rating.noteID.rawValue, try key(of: rating.rater), rating.createdAt,
        Int64(rating.answer.rawValue), Self.mask(rating.tags), rating.ratedOn.rawValue,
        Int64(rating.source.rawValue),
      ])
  }

  private static func mask(_ tags: Set<RatingTag>) -> Int64 {
    Int64(tags.reduce(into: RatingTags()) { $0.insert(RatingTags($1)) }.rawValue)
  }

  private static func tags(_ mask: Int64) -> Set<RatingTag> {
    let tags = RatingTags(rawValue: UInt32(truncatingIfNeeded: mask))
    return Set(RatingTag.allCases.filter(tags.contains))
  }

  private static let ratings = """
    SELECT rating.*, contributor.participant FROM rating
    JOIN contributor ON contributor.id = rating.rater
    """

  private static func rating(_ row: Row) throws -> Rating {
    Rating(
      noteID: row.id("note"), rater: row.participant(), createdAt: row["createdAt"],
      answer: try row.value("answer"), tags: tags(row["tags"]), ratedOn: row.id("ratedOn"),
      source: try row.value("source"))
  }

  func deleteRating(of note: NoteID, by rater: ParticipantID) throws {
    try execute(
      "DELETE FROM rating WHERE note = ? AND rater = ?", [note.rawValue, try key(of: rater)])
  }

  func rating(of note: NoteID, by rater: ParticipantID) throws -> Rating? {
    try first(
      "\(Self.ratings) WHERE note = ? AND rater = ?", [note.rawValue, try key(of: rater)],
      Self.rating)
  }

  func ratings(of note: NoteID) throws -> [Rating] {
    try all(
      "\(Self.ratings) WHERE note = ? ORDER BY rating.createdAt, rater", [note.rawValue],
      Self.rating)
  }

  func ratings(of notes: [NoteID], by rater: ParticipantID) throws -> [NoteID: Rating] {
    let found = try all(
      "\(Self.ratings) WHERE rater = ? AND note IN (SELECT value FROM json_each(?))",
      [try key(of: rater), Self.list(notes.map(\.rawValue))], Self.rating)
    return Dictionary(uniqueKeysWithValues: found.map { ($0.noteID, $0) })
  }

  func ratings(by rater: ParticipantID, before: Int64?, limit: Int) throws -> [Rating] {
    try all(
      """
      \(Self.ratings) WHERE rater = ? AND rating.createdAt < ?
      ORDER BY rating.createdAt DESC, note DESC LIMIT ?
      """, [try key(of: rater), before ?? .max, limit], Self.rating)
  }

  func ratingCounts(of notes: [NoteID]) throws -> [NoteID: Int] {
    let found = try all(
      """
      SELECT note, COUNT(*) AS ratings FROM rating
      WHERE note IN (SELECT value FROM json_each(?)) GROUP BY note
      """, [Self.list(notes.map(\.rawValue))]
    ) { ($0.id("note") as NoteID, $0["ratings"] as Int) }
    return Dictionary(uniqueKeysWithValues: found)
  }

  func ratingCount() throws -> Int { try count("SELECT COUNT(*) FROM rating") }

  func ratedNotes(by rater: ParticipantID) throws -> Set<NoteID> {
    Set(
      try all("SELECT note FROM rating WHERE rater = ?", [try key(of: rater)]) { $0.id("note") })
  }
}
