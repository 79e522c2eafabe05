import Foundation
import GRDB
import Moderation

extension SQLiteTransaction {
  func put(_ post: ModeratedPost) throws {
    try execute(
      """
      INSERT INTO moderatedPost (id, community, message, retryAt, body) VALUES (?, ?, ?, ?, ?)
      ON CONFLICT (id) DO UPDATE SET retryAt = excluded.retryAt, body = excluded.body
      """, [post.id, post.community, post.message, post.retryAt, try json(post)])
  }

  private static func post(_ row: Row) throws -> ModeratedPost { try row.decoded("body") }

  func moderatedPost(_ id: String) throws -> ModeratedPost? {
    try first("SELECT body FROM moderatedPost WHERE id = ?", [id], Self.post)
  }

  func face(of post: String, submission: String) throws -> PostFace? {
    try first(
      """
      SELECT message, json_extract(body, '$.content'), json_extract(body, '$.authorMember'),
        (SELECT json_extract(body, '$.metadata') FROM submission WHERE id = ?)
      FROM moderatedPost WHERE id = ?
      """, [submission, post]
    ) { row in
      var cells = Cells(row)
      return PostFace(
        message: cells.nextIfAny(), content: cells.next(),
        authorMember: (cells.nextIfAny() as String?).map { MemberID($0) },
        metadata: cells.nextIfAny())
    }
  }

  func moderatedPost(community: String, message: String) throws -> ModeratedPost? {
    try first(
      "SELECT body FROM moderatedPost WHERE community = ? AND message = ?", [community, message],
      Self.post)
  }

  func postsToClassify(at now: Int64, limit: Int) throws -> [ModeratedPost] {
    try all(
      """
      SELECT body FROM moderatedPost WHERE retryAt IS NOT NULL AND retryAt <= ?
      ORDER BY retryAt, id LIMIT ?
      """, [now, limit], Self.post)
  }

  func addRevision(of post: String, content: String, hash: String, at: Int64) throws {
    try execute(
      """
      INSERT INTO postRevision (post, number, content, contentHash, at)
      SELECT ?1, 1 + COALESCE((SELECT MAX(number) FROM postRevision WHERE post = ?1), 0), ?2, ?3, ?4
      """, [post, content, hash, at])
  }

  func revisions(of post: String) throws -> [PostRevision] {
    try all("SELECT * FROM postRevision WHERE post = ? ORDER BY number", [post]) { row in
      PostRevision(
        number: row["number"], content: row["content"], contentHash: row["contentHash"],
        at: row["at"])
    }
  }

  func insert(
    _ classification: Moderation.Classification, of post: String, hash: String, at: Int64
  ) throws {
    try execute(
      "INSERT INTO postClassification (post, contentHash, at, body) VALUES (?, ?, ?, ?)",
      [post, hash, at, try json(KeptClassification(classification))])
  }

  func latestClassification(of post: String) throws -> (hash: String, Moderation.Classification)? {
    try first(
      """
      SELECT contentHash, body FROM postClassification WHERE post = ? ORDER BY id DESC LIMIT 1
      """, [post]
    ) { row in
      let kept: KeptClassification = try row.decoded("body")
      return (hash: row["contentHash"], try kept.classification)
    }
  }

  func classifiedPostCount(community: String, since: Int64) throws -> Int {
    try count(
      """
      SELECT COUNT(DISTINCT postClassification.post) FROM postClassification
      JOIN moderatedPost ON moderatedPost.id = postClassification.post
      WHERE moderatedPost.community = ? AND postClassification.at >= ?
      """, [community, since])
  }
}

/// A classification as a cell; read back through the checks of its own initialiser.
private struct KeptClassification: Codable {
  struct Label: Codable {
    var name: String
    var isFlagged: Bool
    var score: Double?
  }

  var confidence: Double
  var labels: [Label]
  var explanation: String
  var failure: Moderation.Classification.Failure?
  var modelVersion: String

  init(_ classification: Moderation.Classification) {
    confidence = classification.confidence
    labels = classification.labels.map {
      Label(name: $0.label, isFlagged: $0.isFlagged, score: $0.score)
    }
    explanation = classification.explanation
    failure = classification.failure
    modelVersion = classification.modelVersion
  }

  var classification: Moderation.Classification {
    get throws {
      if let failure {
        return Moderation.Classification(failed: failure, modelVersion: modelVersion)
      }
      return try Moderation.Classification(
        confidence: confidence,
        labels: labels.map { .init($0.name, isFlagged: $0.isFlagged, score: $0.score) },
        explanation: explanation, modelVersion: modelVersion)
    }
  }
}
