import CommunityRules
import GRDB
import NoteModel

extension SQLiteTransaction {
  func put(_ request: NoteRequest) throws {
    try execute(
      """
      INSERT INTO request (post, requester, createdAt, sourceLinks, suggestion, suggestionID,
        isEligible, withdrawnAt)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT DO UPDATE SET createdAt = excluded.createdAt, sourceLinks = excluded.sourceLinks,
        suggestion = excluded.suggestion, suggestionID = excluded.suggestionID, isEligible = excluded.isEligible,
        withdrawnAt = excluded.withdrawnAt
      """,
      [
        request.postID.rawValue, request.requester.rawValue, request.createdAt,
        try json(request.sourceLinks), request.suggestion, request.suggestionID,
        request.isEligible, request.withdrawnAt,
      ])
  }

  private static func request(_ row: Row) throws -> NoteRequest {
    NoteRequest(
      postID: row.id("post"), requester: row.id("requester"), createdAt: row["createdAt"],
      sourceLinks: try row.decoded("sourceLinks"), suggestion: row["suggestion"],
      suggestionID: row["suggestionID"],
      isEligible: row["isEligible"], withdrawnAt: row["withdrawnAt"])
  }

  func request(for post: PostID, by account: AccountID) throws -> NoteRequest? {
    try first(
      "SELECT * FROM request WHERE post = ? AND requester = ?", [post.rawValue, account.rawValue],
      Self.request)
  }

  func requests(for post: PostID) throws -> [NoteRequest] {
    try all(
      "SELECT * FROM request WHERE post = ? ORDER BY createdAt, requester", [post.rawValue],
      Self.request)
  }

  func requests(by account: AccountID, since: Int64) throws -> [NoteRequest] {
    try all(
      """
      SELECT * FROM request WHERE requester = ? AND createdAt >= ?
      ORDER BY createdAt DESC, post DESC
      """, [account.rawValue, since], Self.request)
  }

  func requestRecord(of account: AccountID) throws -> RequestRecord {
    let helpful = Int64(NoteStatus.helpful.rawValue)
    let notHelpful = Int64(NoteStatus.notHelpful.rawValue)
    let misleading = Int64(Classification.misleading.rawValue)
    let mine = """
      SELECT post FROM request WHERE requester = ? AND isEligible AND withdrawnAt IS NULL
      """
    return RequestRecord(
      eligibleRequests: try count("SELECT COUNT(*) FROM (\(mine))", [account.rawValue]),
      helpfulNotes: try count(
        """
        SELECT COUNT(*) FROM note JOIN status ON status.note = note.id
        WHERE note.post IN (\(mine)) AND status.status = ?
        """, [account.rawValue, helpful]),
      postsWithoutNeed: try count(
        """
        SELECT COUNT(*) FROM (
          SELECT note.post FROM note LEFT JOIN status ON status.note = note.id
          WHERE note.post IN (\(mine)) AND note.classification = ?
          GROUP BY note.post HAVING MIN(COALESCE(status.status, -1) = ?) = 1)
        """, [account.rawValue, misleading, notHelpful]))
  }

  private static func requested(_ row: Row) -> RequestedPost {
    var post = RequestedPost(post: row.id("post"))
    post.contributorFeedAt = row["contributorFeedAt"]
    post.smallFeedAt = row["smallFeedAt"]
    post.largeFeedAt = row["largeFeedAt"]
    post.extraLargeFeedAt = row["extraLargeFeedAt"]
    post.doubleExtraLargeFeedAt = row["doubleExtraLargeFeedAt"]
    return post
  }

  func requestedPost(_ post: PostID) throws -> RequestedPost? {
    try first("SELECT * FROM requestedPost WHERE post = ?", [post.rawValue], Self.requested)
  }

  func put(_ requested: RequestedPost) throws {
    try execute(
      """
      INSERT OR REPLACE INTO requestedPost (post, contributorFeedAt, smallFeedAt, largeFeedAt,
        extraLargeFeedAt, doubleExtraLargeFeedAt)
      VALUES (?, ?, ?, ?, ?, ?)
      """,
      [
        requested.post.rawValue, requested.contributorFeedAt, requested.smallFeedAt,
        requested.largeFeedAt, requested.extraLargeFeedAt, requested.doubleExtraLargeFeedAt,
      ])
  }

  func requestedPosts(since: Int64, limit: Int) throws -> [RequestedPost] {
    try all(
      """
      SELECT * FROM requestedPost WHERE contributorFeedAt >= ?
      ORDER BY contributorFeedAt DESC, post DESC LIMIT ?
      """, [since, limit], Self.requested)
  }

  func allRequestedPosts() throws -> [RequestedPost] {
    try all("SELECT * FROM requestedPost ORDER BY post", [], Self.requested)
  }
}
