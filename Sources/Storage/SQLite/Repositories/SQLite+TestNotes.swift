import CommunityRules
import GRDB
import NoteModel

extension SQLiteTransaction {
  func insert(_ note: StoredTestNote) throws {
    try execute(
      """
      INSERT INTO testNote (id, writer, post, createdAt, classification, answers, text, deletedAt,
        evaluatedAt, linksWork, claimOpinion, harassmentAbuse)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """,
      [
        note.id.rawValue, try key(of: note.writer), note.postID.rawValue, note.createdAt,
        Int64(note.classification.rawValue), Int64(note.answers.rawValue), note.text,
        note.deletedAt, note.evaluatedAt, note.result?.linksWork,
        note.result?.claimOpinion.rawValue,
        note.result?.harassmentAbuse.rawValue,
      ])
  }

  private static let testNotes = """
    SELECT testNote.*, contributor.participant FROM testNote
    JOIN contributor ON contributor.id = testNote.writer
    """

  private static func testNote(_ row: Row) throws -> StoredTestNote {
    var result: TestResult?
    if let linksWork: Bool = row["linksWork"] {
      result = TestResult(
        linksWork: linksWork, claimOpinion: try bucket(row, "claimOpinion"),
        harassmentAbuse: try bucket(row, "harassmentAbuse"))
    }
    return StoredTestNote(
      id: row.id("id"), writer: row.participant(), postID: row.id("post"),
      createdAt: row["createdAt"], classification: try row.value("classification"),
      answers: NoteReasons(rawValue: UInt16(truncatingIfNeeded: row["answers"] as Int64)),
      text: row["text"], deletedAt: row["deletedAt"], evaluatedAt: row["evaluatedAt"],
      result: result)
  }

  private static func bucket(_ row: Row, _ column: String) throws -> TestResult.Bucket {
    let name: String = row[column]
    guard let bucket = TestResult.Bucket(rawValue: name) else {
      throw StoreError.unknownName(column: column, name: name)
    }
    return bucket
  }

  func testNote(_ id: NoteID) throws -> StoredTestNote? {
    try first("\(Self.testNotes) WHERE testNote.id = ?", [id.rawValue], Self.testNote)
  }

  func testNote(by writer: ParticipantID, on post: PostID) throws -> StoredTestNote? {
    try first(
      "\(Self.testNotes) WHERE writer = ? AND post = ? AND deletedAt IS NULL",
      [try key(of: writer), post.rawValue], Self.testNote)
  }

  func testNotes(by writer: ParticipantID, before: NoteID?, limit: Int) throws -> [StoredTestNote] {
    try all(
      """
      \(Self.testNotes) WHERE writer = ? AND testNote.id < ? AND deletedAt IS NULL
      ORDER BY testNote.id DESC LIMIT ?
      """, [try key(of: writer), before?.rawValue ?? .max, limit], Self.testNote)
  }

  func testNotes(by writer: ParticipantID, since: Int64, limit: Int) throws -> [StoredTestNote] {
    try all(
      """
      \(Self.testNotes) WHERE writer = ? AND createdAt >= ?
      ORDER BY testNote.id DESC LIMIT ?
      """, [try key(of: writer), since, limit], Self.testNote)
  }

  func unevaluatedTestNotes(limit: Int) throws -> [StoredTestNote] {
    try all(
      "\(Self.testNotes) WHERE evaluatedAt IS NULL ORDER BY testNote.id LIMIT ?", [limit],
      Self.testNote)
  }

  func evaluate(_ id: NoteID, _ result: TestResult, at: Int64) throws {
    try execute(
      """
      UPDATE testNote SET evaluatedAt = ?, linksWork = ?, claimOpinion = ?, harassmentAbuse = ?,
        text = CASE WHEN deletedAt IS NULL THEN text ELSE '' END
      WHERE id = ? AND evaluatedAt IS NULL
      """,
      [
        at, result.linksWork, result.claimOpinion.rawValue, result.harassmentAbuse.rawValue,
        id.rawValue,
      ])
  }

  func deleteTestNote(_ id: NoteID, at: Int64) throws {
    try execute(
      """
      UPDATE testNote SET deletedAt = ?,
        text = CASE WHEN evaluatedAt IS NULL THEN text ELSE '' END
      WHERE id = ? AND deletedAt IS NULL
      """, [at, id.rawValue])
  }
}
