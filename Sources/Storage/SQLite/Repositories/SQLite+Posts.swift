import CommunityRules
import GRDB

extension SQLiteTransaction {
  func insert(_ post: Post) throws {
    try execute(
      """
      INSERT INTO post (url, authorKey, card, media, attention, publishedAt, addedAt, removedAt, id)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
      """, Self.cells(post))
  }

  func update(_ post: Post) throws {
    try execute(
      """
      UPDATE post SET url = ?, authorKey = ?, card = ?, media = ?, attention = ?, publishedAt = ?,
        addedAt = ?, removedAt = ?
      WHERE id = ?
      """, Self.cells(post))
    // The search box finds notes by their post's title too.
    try execute(
      "UPDATE noteText SET title = ? WHERE rowid IN (SELECT id FROM note WHERE post = ?)",
      [post.card.title ?? "", post.id.rawValue])
  }

  private static func cells(_ post: Post) throws -> StatementArguments {
    [
      post.url, post.authorKey, try json(post.card), try json(post.media),
      try json(post.attention), post.publishedAt, post.addedAt, post.removedAt, post.id.rawValue,
    ]
  }

  private static func post(_ row: Row) throws -> Post {
    var cells = Cells(row)
    return Post(
      id: cells.nextID(), url: cells.next(), authorKey: cells.nextIfAny(),
      card: try cells.nextDecoded(unless: noCard) ?? Post.Card(),
      media: try cells.nextDecoded(unless: noMedia) ?? Post.Media(),
      attention: try cells.nextDecoded(unless: noAttention) ?? Post.Attention(),
      publishedAt: cells.nextIfAny(), addedAt: cells.next(), removedAt: cells.nextIfAny())
  }

  // What most posts have: reading JSON takes longer than everything else about a row.
  private static let noCard = (try? json(Post.Card())) ?? ""
  private static let noMedia = (try? json(Post.Media())) ?? ""
  private static let noAttention = (try? json(Post.Attention())) ?? ""

  func post(_ id: PostID) throws -> Post? {
    try first("SELECT * FROM post WHERE id = ?", [id.rawValue], Self.post)
  }

  func post(url: String) throws -> Post? {
    try first("SELECT * FROM post WHERE url = ?", [url], Self.post)
  }

  func presentPost(url: String) throws -> PostID? {
    try first("SELECT id FROM post WHERE url = ? AND removedAt IS NULL", [url]) { PostID($0[0]) }
  }

  func posts(_ ids: [PostID]) throws -> [PostID: Post] {
    let found = try all(
      "SELECT * FROM post WHERE id IN (SELECT value FROM json_each(?))",
      [Self.list(ids.map(\.rawValue))], Self.post)
    return Dictionary(uniqueKeysWithValues: found.map { ($0.id, $0) })
  }

  func posts(byAuthor key: String, before: PostID?, limit: Int) throws -> [Post] {
    try all(
      "SELECT * FROM post WHERE authorKey = ? AND id < ? ORDER BY id DESC LIMIT ?",
      [key, before?.rawValue ?? .max, limit], Self.post)
  }

  func postsByNewestNote(before: NoteID?, limit: Int) throws -> [(post: PostID, note: NoteID)] {
    // Walks notes from the newest on; one that a newer note of its post precedes is passed over.
    try all(
      """
      SELECT post, id FROM note AS newest
      WHERE id < ? AND deletedAt IS NULL AND removedAt IS NULL AND NOT EXISTS (
        SELECT 1 FROM note WHERE post = newest.post AND id > newest.id
          AND deletedAt IS NULL AND removedAt IS NULL)
      ORDER BY id DESC LIMIT ?
      """, [before?.rawValue ?? .max, limit]
    ) { ($0.id("post"), $0.id("id")) }
  }

  func postsByHelpfulNote(
    before: (at: Int64, note: NoteID)?, limit: Int
  ) throws -> [(post: PostID, note: NoteID, at: Int64)] {
    try all(
      """
      SELECT note.post, status.note, status.helpfulSince AS at FROM status
      JOIN note ON note.id = status.note
      WHERE (status.helpfulSince, status.note) < (?, ?) AND deletedAt IS NULL
        AND removedAt IS NULL
      ORDER BY status.helpfulSince DESC, status.note DESC LIMIT ?
      """, [before?.at ?? .max, before?.note.rawValue ?? .max, limit]
    ) { ($0.id("post"), $0.id("note"), $0["at"]) }
  }

  func search(_ words: String, limit: Int) throws -> [NoteID] {
    // Words alone: the index's own query language is not for visitors. By scalars: in some scripts a
    // letter and the quotation mark after it are one character.
    let terms = words.unicodeScalars.split { scalar in
      !(scalar.properties.isAlphabetic || scalar.properties.numericType != nil
        || scalar.properties.generalCategory == .nonspacingMark)
    }.prefix(16)
    guard !terms.isEmpty else { return [] }
    let query = terms.map { "\"\(String($0))\"*" }.joined(separator: " ")
    return try all(
      """
      SELECT noteText.rowid AS id FROM noteText JOIN note ON note.id = noteText.rowid
      WHERE noteText MATCH ? AND deletedAt IS NULL AND removedAt IS NULL
      ORDER BY rank, noteText.rowid DESC LIMIT ?
      """, [query, limit]
    ) { $0.id("id") }
  }
}
