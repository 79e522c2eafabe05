import CommunityRules
import NoteModel
import Storage

extension StoreTransaction {
  /// Notes in which feeds a post is from now on, by who wishes for a note on it (AIW-39).
  func enterFeeds(_ post: Post, at now: Int64) throws {
    var requested = try requestedPost(post.id) ?? RequestedPost(post: post.id)
    let facts = FeedEntry.Facts(
      requesters: try requesterLevels(of: requests(for: post.id)), attention: post.attention,
      contextReplies: try self.facts(of: [post.id])[post.id]?.repliesAskingForContext ?? 0,
      publishedAt: post.publishedAt ?? post.addedAt)
    guard
      let size = FeedEntry().size(
        facts, visibility: try communitySettings().requestVisibility,
        monthlyReaders: try accountCount(), at: now)
    else { return }
    let before = requested
    requested.eligibility.enter(size, at: now)
    if requested != before { try put(requested) }
  }

  /// The level of each person who made a request.
  func requesterLevels(of requests: [NoteRequest]) throws -> [RequesterLevel] {
    try requests.map { request in
      let record = try requestRecord(of: request.requester)
      return RequesterLevel(
        eligibleRequests: record.eligibleRequests, helpfulNotes: record.helpfulNotes)
    }
  }
}
