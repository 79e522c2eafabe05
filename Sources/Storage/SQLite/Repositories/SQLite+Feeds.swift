import CommunityRules
import GRDB
import NoteModel

extension SQLiteTransaction {
  func putFacts(_ facts: PostFacts, of post: PostID) throws {
    try execute(
      "INSERT OR REPLACE INTO postFacts (post, language, isRepost, facts) VALUES (?, ?, ?, ?)",
      [post.rawValue, facts.language?.lowercased(), facts.isRepost, try json(facts)])
  }

  func facts(of posts: [PostID]) throws -> [PostID: PostFacts] {
    let found = try all(
      "SELECT post, facts FROM postFacts WHERE post IN (SELECT value FROM json_each(?))",
      [Self.list(posts.map(\.rawValue))]
    ) { row -> (PostID, PostFacts) in (row.id("post"), try row.decoded("facts")) }
    return Dictionary(uniqueKeysWithValues: found)
  }

  func feed(
    _ feed: FeedSize, eligibleSince: Int64, language: String?, defaultLanguage: String,
    before: PostID?, limit: Int
  ) throws -> [PostID] {
    // Each feed holds the smaller ones.
    let isEligible = FeedSize.allCases.filter { $0 <= feed }
      .map { "requestedPost.\($0.column) > ?1" }.joined(separator: " OR ")
    return try all(
      """
      SELECT requestedPost.post FROM requestedPost JOIN post ON post.id = requestedPost.post
      LEFT JOIN postFacts ON postFacts.post = requestedPost.post
      WHERE (\(isEligible)) AND post.removedAt IS NULL
        AND COALESCE(postFacts.isRepost, 0) = 0
        AND (?2 IS NULL OR COALESCE(postFacts.language, ?3) = ?2
          OR substr(COALESCE(postFacts.language, ?3), 1, length(?2) + 1) = ?2 || '-')
        AND requestedPost.post < ?4
      ORDER BY requestedPost.post DESC LIMIT ?5
      """, [eligibleSince, language, defaultLanguage, before?.rawValue ?? .max, limit]
    ) { $0.id("post") }
  }

  func recordDeliveries(_ posts: [PostID], to writer: ParticipantID, at: Int64) throws {
    let key = try key(of: writer)
    for post in posts {
      try execute(
        """
        INSERT INTO delivery (writer, post, at) VALUES (?, ?, ?)
        ON CONFLICT DO UPDATE SET at = excluded.at
        """, [key, post.rawValue, at])
    }
  }

  func lastDelivery(of post: PostID, to writer: ParticipantID) throws -> Int64? {
    try first(
      "SELECT at FROM delivery WHERE writer = ? AND post = ?",
      [try key(of: writer), post.rawValue]
    ) { $0["at"] }
  }

  func deleteDeliveries(before: Int64) throws {
    try execute("DELETE FROM delivery WHERE at < ?", [before])
  }

  func change(modelFactors factors: [ModelFactor], lost: [ModelFactor]) throws {
    for factor in factors {
      try execute(
        """
        INSERT OR REPLACE INTO modelFactor (model, factor, rater)
        SELECT ?, ?, id FROM contributor WHERE participant = ?
        """, [factor.model, factor.factor, factor.rater.rawValue])
    }
    for factor in lost {
      try execute(
        """
        DELETE FROM modelFactor
        WHERE model = ? AND rater = (SELECT id FROM contributor WHERE participant = ?)
        """, [factor.model, factor.rater.rawValue])
    }
  }

  private static let factors = """
    SELECT model, participant, factor FROM modelFactor
    JOIN contributor ON contributor.id = modelFactor.rater
    """

  private func byModel(
    _ sql: String, _ arguments: StatementArguments = []
  ) throws -> [String: [ParticipantID: Double]] {
    var factors: [String: [ParticipantID: Double]] = [:]
    let found = try all(sql, arguments) { row in
      (row[0] as String, ParticipantID(rawValue: row[1]), row[2] as Double)
    }
    for (model, rater, factor) in found { factors[model, default: [:]][rater] = factor }
    return factors
  }

  func modelFactors() throws -> [String: [ParticipantID: Double]] { try byModel(Self.factors) }

  func modelFactors(
    _ raters: Set<ParticipantID>
  ) throws -> [String: [ParticipantID: Double]] {
    try byModel(
      "\(Self.factors) WHERE participant IN (SELECT value FROM json_each(?))",
      [try Self.list(raters.map(\.rawValue))])
  }
}

extension FeedSize {
  /// A name of ours, never of a request's.
  fileprivate var column: String {
    switch self {
    case .small: "smallFeedAt"
    case .large: "largeFeedAt"
    case .xl: "extraLargeFeedAt"
    case .xxl: "doubleExtraLargeFeedAt"
    }
  }
}
