import CommunityRules
import GRDB
import NoteModel

extension SQLiteTransaction {
  func insert(_ writer: EnrolledWriter) throws {
    try execute(
      """
      INSERT INTO aiWriter (enrolledAt, termsAgreedAt, testsCountFrom, eligibleSince, admittedAt,
        warnedAt, earnedOutAt, contributor)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?)
      """, try cells(writer))
  }

  func update(_ writer: EnrolledWriter) throws {
    try execute(
      """
      UPDATE aiWriter SET enrolledAt = ?, termsAgreedAt = ?, testsCountFrom = ?, eligibleSince = ?,
        admittedAt = ?, warnedAt = ?, earnedOutAt = ?
      WHERE contributor = ?
      """, try cells(writer))
  }

  private func cells(_ writer: EnrolledWriter) throws -> StatementArguments {
    [
      writer.enrolledAt, writer.termsAgreedAt, writer.testsCountFrom, writer.eligibleSince,
      writer.admittedAt, writer.warnedAt, writer.earnedOutAt, try key(of: writer.participant),
    ]
  }

  private static let writers = """
    SELECT aiWriter.*, contributor.participant FROM aiWriter
    JOIN contributor ON contributor.id = aiWriter.contributor
    """

  private static func writer(_ row: Row) -> EnrolledWriter {
    EnrolledWriter(
      participant: row.participant(), enrolledAt: row["enrolledAt"],
      termsAgreedAt: row["termsAgreedAt"], testsCountFrom: row["testsCountFrom"],
      eligibleSince: row["eligibleSince"], admittedAt: row["admittedAt"],
      warnedAt: row["warnedAt"], earnedOutAt: row["earnedOutAt"])
  }

  func writer(_ id: ParticipantID) throws -> EnrolledWriter? {
    try first("\(Self.writers) WHERE participant = ?", [id.rawValue], Self.writer)
  }

  func writers() throws -> [EnrolledWriter] {
    try all("\(Self.writers) ORDER BY participant", [], Self.writer)
  }
}

// MARK: - What they wrote

extension SQLiteTransaction {
  func writtenNotes(
    by writer: ParticipantID, latest: Int, since: Int64
  ) throws -> [WrittenNote] {
    let key = try key(of: writer)
    return try all(
      """
      SELECT note.id, note.createdAt, COALESCE(status.status, ?) AS status,
        COALESCE(status.ratingCount, 0) AS ratingCount
      FROM note LEFT JOIN status ON status.note = note.id
      WHERE note.author = ? AND (note.createdAt >= ? OR note.id IN (
        SELECT id FROM note WHERE author = ? ORDER BY id DESC LIMIT ?))
      ORDER BY note.id DESC
      """, [Int64(NoteStatus.needsMoreRatings.rawValue), key, since, key, latest]
    ) { row in
      WrittenNote(
        id: row.id("id"), createdAt: row["createdAt"], status: try row.value("status"),
        ratingCount: row["ratingCount"])
    }
  }

  func writtenCount(by writer: ParticipantID) throws -> Int {
    try count("SELECT COUNT(*) FROM note WHERE author = ?", [try key(of: writer)])
  }

  func presentNotes(by writer: ParticipantID, before: NoteID?, limit: Int) throws -> [Note] {
    try all(
      """
      SELECT contributor.participant, note.* FROM note
      JOIN contributor ON contributor.id = note.author
      WHERE author = ? AND note.id < ? AND deletedAt IS NULL AND removedAt IS NULL
      ORDER BY note.id DESC LIMIT ?
      """, [try key(of: writer), before?.rawValue ?? .max, limit], Self.note)
  }
}
