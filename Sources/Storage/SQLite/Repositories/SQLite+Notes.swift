import CommunityRules
import GRDB
import NoteModel

extension SQLiteTransaction {
  func insert(_ note: Note) throws {
    try execute(
      """
      INSERT INTO note (id, post, author, createdAt, classification, answers, summary, deletedAt,
        removedAt)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
      """,
      [
        note.id.rawValue, note.postID.rawValue, try key(of: note.author), note.createdAt,
        Int64(note.classification.rawValue), Int64(note.answers.rawValue), note.summary,
        note.deletedAt, note.removedAt,
      ])
    try execute(
      """
      INSERT INTO noteText (rowid, summary, title)
      SELECT ?, ?, COALESCE(card ->> 'title', '') FROM post WHERE id = ?
      """, [note.id.rawValue, note.summary, note.postID.rawValue])
  }

  private static let notes = """
    SELECT contributor.participant, note.* FROM note
    JOIN contributor ON contributor.id = note.author
    """

  static func note(_ row: Row) throws -> Note {
    var cells = Cells(row)
    let author = cells.nextParticipant()
    let id: NoteID = cells.nextID()
    let post: PostID = cells.nextID()
    cells.skip()
    let createdAt: Int64 = cells.next()
    let classification: Classification = try cells.nextCase("classification")
    let answers: Int64 = cells.next()
    return Note(
      id: id, postID: post, author: author, createdAt: createdAt, classification: classification,
      answers: NoteReasons(rawValue: UInt16(truncatingIfNeeded: answers)),
      summary: cells.next(), deletedAt: cells.nextIfAny(), removedAt: cells.nextIfAny())
  }

  func note(_ id: NoteID) throws -> Note? {
    try first("\(Self.notes) WHERE note.id = ?", [id.rawValue], Self.note)
  }

  func notes(_ ids: [NoteID]) throws -> [NoteID: Note] {
    let found = try all(
      "\(Self.notes) WHERE note.id IN (SELECT value FROM json_each(?))",
      [Self.list(ids.map(\.rawValue))], Self.note)
    return Dictionary(uniqueKeysWithValues: found.map { ($0.id, $0) })
  }

  func notes(on post: PostID) throws -> [Note] {
    try all("\(Self.notes) WHERE post = ? ORDER BY note.id DESC", [post.rawValue], Self.note)
  }

  func notes(on posts: [PostID]) throws -> [PostID: [Note]] {
    let found = try all(
      """
      \(Self.notes) WHERE post IN (SELECT value FROM json_each(?)) ORDER BY note.id DESC
      """, [Self.list(posts.map(\.rawValue))], Self.note)
    return Dictionary(grouping: found, by: \.postID)
  }

  func notes(by author: ParticipantID, before: NoteID?, limit: Int) throws -> [Note] {
    try all(
      "\(Self.notes) WHERE author = ? AND note.id < ? ORDER BY note.id DESC LIMIT ?",
      [try key(of: author), before?.rawValue ?? .max, limit], Self.note)
  }

  func hasNote(by author: ParticipantID, on post: PostID) throws -> Bool {
    try count(
      """
      SELECT EXISTS (SELECT 1 FROM note
        WHERE post = ? AND author = ? AND deletedAt IS NULL AND removedAt IS NULL)
      """, [post.rawValue, try key(of: author)]) > 0
  }

  func hasNotes(on post: PostID) throws -> Bool {
    try count("SELECT EXISTS (SELECT 1 FROM note WHERE post = ?)", [post.rawValue]) > 0
  }

  func noteTimes(by author: ParticipantID, since: Int64) throws -> [Int64] {
    try all(
      "SELECT createdAt FROM note WHERE author = ? AND createdAt >= ? ORDER BY createdAt",
      [try key(of: author), since]
    ) { $0["createdAt"] }
  }

  func notes(
    by author: ParticipantID, onPostsOf authorKey: String, since: Int64
  ) throws -> [(createdAt: Int64, isHelpful: Bool)] {
    try all(
      """
      SELECT note.createdAt, COALESCE(status.status, -1) = ? AS isHelpful FROM note
      JOIN post ON post.id = note.post LEFT JOIN status ON status.note = note.id
      WHERE note.author = ? AND post.authorKey = ? AND note.createdAt >= ?
      ORDER BY note.createdAt
      """,
      [Int64(NoteStatus.helpful.rawValue), try key(of: author), authorKey, since]
    ) { ($0["createdAt"], $0["isHelpful"]) }
  }

  func deleteNote(_ id: NoteID, at: Int64) throws {
    try execute(
      "UPDATE note SET deletedAt = ?, summary = '' WHERE id = ? AND deletedAt IS NULL",
      [at, id.rawValue])
    try forgetWords(of: id)
  }

  func removeNote(_ id: NoteID, at: Int64) throws {
    try execute(
      "UPDATE note SET removedAt = ?, summary = '' WHERE id = ? AND removedAt IS NULL",
      [at, id.rawValue])
    try forgetWords(of: id)
  }

  /// Takes a note out of the search index. Merging all of the index leaves no trace of its words,
  /// which a deletion alone keeps until pages are merged some day.
  private func forgetWords(of id: NoteID) throws {
    try execute("DELETE FROM noteText WHERE rowid = ?", [id.rawValue])
    try execute("INSERT INTO noteText (noteText) VALUES ('optimize')")
  }

  func noteCount() throws -> Int { try count("SELECT COUNT(*) FROM note") }

  func recentNotes(since: Int64, limit: Int) throws -> [Note] {
    try all(
      """
      \(Self.notes)
      WHERE note.createdAt >= ? AND deletedAt IS NULL AND removedAt IS NULL
      ORDER BY note.id DESC LIMIT ?
      """, [since, limit], Self.note)
  }

  func addViews(_ views: [NoteID: Int]) throws {
    for (note, count) in views.sorted(by: { $0.key < $1.key }) {
      try execute(
        """
        INSERT INTO noteViews (note, views) VALUES (?, ?)
        ON CONFLICT DO UPDATE SET views = views + excluded.views
        """, [note.rawValue, count])
    }
  }

  func views(of notes: [NoteID]) throws -> [NoteID: Int] {
    let found = try all(
      "SELECT note, views FROM noteViews WHERE note IN (SELECT value FROM json_each(?))",
      [Self.list(notes.map(\.rawValue))]
    ) { ($0.id("note") as NoteID, $0["views"] as Int) }
    return Dictionary(uniqueKeysWithValues: found)
  }
}
