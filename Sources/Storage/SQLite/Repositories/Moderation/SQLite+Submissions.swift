import Foundation
import GRDB
import Moderation

extension SQLiteTransaction {
  func put(_ submission: Submission) throws {
    try execute(
      """
      INSERT INTO submission (id, community, clientKey, post, message, requestedBy, state,
        isEscalated, requestedAt, decidedAt, deletedAt, body)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (id) DO UPDATE SET post = excluded.post, message = excluded.message,
        requestedBy = excluded.requestedBy, state = excluded.state,
        isEscalated = excluded.isEscalated, decidedAt = excluded.decidedAt,
        deletedAt = excluded.deletedAt, body = excluded.body
      """,
      [
        submission.id, submission.community, submission.clientKey, submission.post,
        submission.message, submission.requestedBy, submission.state.rawValue,
        submission.isEscalated, submission.requestedAt, submission.decidedAt,
        submission.deletedAt, try json(submission),
      ])
  }

  private static func submission(_ row: Row) throws -> Submission { try row.decoded("body") }

  func submission(_ id: String) throws -> Submission? {
    try first("SELECT body FROM submission WHERE id = ?", [id], Self.submission)
  }

  func submission(community: String, clientKey: String) throws -> Submission? {
    try first(
      "SELECT body FROM submission WHERE community = ? AND clientKey = ?", [community, clientKey],
      Self.submission)
  }

  func submissions(of post: String) throws -> [Submission] {
    try all(
      "SELECT body FROM submission WHERE post = ? ORDER BY requestedAt, id", [post],
      Self.submission)
  }

  func submissions(_ query: SubmissionQuery) throws -> (items: [Submission], total: Int) {
    let condition = """
      FROM submission WHERE deletedAt IS NULL
        AND (?1 IS NULL OR community IN (SELECT value FROM json_each(?1)))
        AND (?2 IS NULL OR state IN (SELECT value FROM json_each(?2)))
        AND (?3 IS NULL OR requestedBy = ?3) AND (?4 IS NULL OR message = ?4)
        AND (?5 IS NULL OR isEscalated = ?5) AND (?6 IS NULL OR requestedAt >= ?6)
        AND (?7 IS NULL OR requestedAt <= ?7) AND (?8 IS NULL OR decidedAt >= ?8)
        AND (?9 IS NULL OR requestedAt >= ?9 OR decidedAt >= ?10)
        AND (?11 IS NULL OR id IN (SELECT value FROM json_each(?11)))
      """
    let either = query.requestedOrDecidedFrom
    let arguments: StatementArguments = [
      try query.communities.map { try Self.list($0) },
      try query.states.map { try Self.list($0.map(\.rawValue)) }, query.requestedBy,
      query.message, query.isEscalated, query.requestedFrom, query.requestedTo,
      query.decidedFrom, either?.requested, either?.decided,
      try query.ids.map { try Self.list($0) },
    ]
    let order =
      switch query.order {
      case .newestFirst: "requestedAt DESC, id DESC"
      case .decidedFirst: "decidedAt, id"
      case .decidedLast: "decidedAt DESC, id DESC"
      }
    let items = try all(
      "SELECT body \(condition) ORDER BY \(order) LIMIT ?12 OFFSET ?13",
      arguments + [query.limit, query.offset], Self.submission)
    return (items, try count("SELECT COUNT(*) \(condition)", arguments))
  }

  func rename(
    author: MemberID, from userID: String, to pseudonym: String, in community: String
  ) throws {
    let posts = try all(
      """
      SELECT body FROM moderatedPost
      WHERE community = ?1 AND (json_extract(body, '$.author') = ?2
        OR json_extract(body, '$.authorMember') = ?3)
      """, [community, userID, author.rawValue]
    ) { row -> ModeratedPost in try row.decoded("body") }
    for var post in posts {
      post.author = pseudonym
      try put(post)
      for var submission in try submissions(of: post.id) {
        if submission.requestedBy == userID { submission.requestedBy = pseudonym }
        submission.metadata = try renamed("author_username", in: submission.metadata, pseudonym)
        try put(submission)
      }
    }
    let others = try all(
      """
      SELECT body FROM submission
      WHERE community = ?1 AND (requestedBy = ?2 OR json_extract(body, '$.flagger') = ?3)
      """, [community, userID, author.rawValue], Self.submission)
    for var submission in others {
      if submission.requestedBy == userID { submission.requestedBy = pseudonym }
      if submission.flagger == author {
        submission.metadata = try renamed("flagged_by_username", in: submission.metadata, pseudonym)
        // Keys of flags may end with who flagged.
        if submission.clientKey.hasSuffix("-\(userID)") {
          submission.clientKey = submission.clientKey.dropLast(userID.count) + pseudonym
          try execute(
            "UPDATE submission SET clientKey = ? WHERE id = ?",
            [submission.clientKey, submission.id])
        }
      }
      try put(submission)
    }
  }

  /// JSON with one member replaced, where it has it.
  private func renamed(
    _ name: String, in metadata: String?, _ pseudonym: String
  ) throws -> String? {
    guard let metadata else { return nil }
    return try first("SELECT json_replace(?, '$.' || ?, ?)", [metadata, name, pseudonym]) { $0[0] }
  }

  // MARK: Flags

  func insert(_ flag: PostFlag) throws -> Bool {
    try execute(
      """
      INSERT INTO postFlag (post, flagger, submission, kind, at) VALUES (?, ?, ?, ?, ?)
      ON CONFLICT DO NOTHING
      """, [flag.post, flag.flagger.rawValue, flag.submission, flag.kind, flag.at])
    return db.changesCount > 0
  }

  func flag(of post: String, by member: MemberID) throws -> PostFlag? {
    try first(
      "SELECT * FROM postFlag WHERE post = ? AND flagger = ?", [post, member.rawValue]
    ) { row in
      PostFlag(
        post: row["post"], flagger: MemberID(row["flagger"] as String),
        submission: row["submission"], kind: row["kind"], at: row["at"])
    }
  }

  func flagCount(of post: String) throws -> Int {
    try count("SELECT COUNT(*) FROM postFlag WHERE post = ?", [post])
  }

  func flagCount(community: String, since: Int64) throws -> Int {
    try count(
      """
      SELECT COUNT(*) FROM postFlag JOIN moderatedPost ON moderatedPost.id = postFlag.post
      WHERE moderatedPost.community = ? AND postFlag.at >= ?
      """, [community, since])
  }

  // MARK: Backlog of polls

  func pollBacklog(adapter: String, community: String) throws -> [String] {
    try all(
      """
      SELECT submission FROM pollBacklog WHERE adapter = ? AND community = ? ORDER BY submission
      """, [adapter, community]
    ) { $0[0] }
  }

  func setPollBacklog(adapter: String, community: String, _ submissions: [String]) throws {
    try execute(
      "DELETE FROM pollBacklog WHERE adapter = ? AND community = ?", [adapter, community])
    for submission in submissions {
      try execute(
        "INSERT OR IGNORE INTO pollBacklog (adapter, community, submission) VALUES (?, ?, ?)",
        [adapter, community, submission])
    }
  }
}
