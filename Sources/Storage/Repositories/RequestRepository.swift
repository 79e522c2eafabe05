import CommunityRules

/// Wishes that posts get notes. Who wished stays here.
public protocol RequestRepository {
  func put(_ request: NoteRequest) throws
  func request(for post: PostID, by account: AccountID) throws -> NoteRequest?
  func requests(for post: PostID) throws -> [NoteRequest]
  /// Newest first.
  func requests(by account: AccountID, since: Int64) throws -> [NoteRequest]
  /// What a requester's eligible requests came to.
  func requestRecord(of account: AccountID) throws -> RequestRecord

  func requestedPost(_ post: PostID) throws -> RequestedPost?
  func put(_ requested: RequestedPost) throws
  /// Posts whose requests qualified since then, newest first.
  func requestedPosts(since: Int64, limit: Int) throws -> [RequestedPost]
  /// Every post whose requests ever qualified for any feed, ascending.
  func allRequestedPosts() throws -> [RequestedPost]
}

/// How often a requester's wishes led somewhere.
public struct RequestRecord: Hashable, Sendable {
  public var eligibleRequests: Int
  public var helpfulNotes: Int
  /// Requested posts whose misleading notes all ended not helpful.
  public var postsWithoutNeed: Int

  public init(eligibleRequests: Int, helpfulNotes: Int, postsWithoutNeed: Int) {
    self.eligibleRequests = eligibleRequests
    self.helpfulNotes = helpfulNotes
    self.postsWithoutNeed = postsWithoutNeed
  }
}

/// When the requests for a post qualified, by feed.
public struct RequestedPost: Hashable, Sendable {
  public var post: PostID
  public var contributorFeedAt: Int64?
  public var smallFeedAt: Int64?
  public var largeFeedAt: Int64?
  public var extraLargeFeedAt: Int64?
  public var doubleExtraLargeFeedAt: Int64?

  public init(post: PostID) { self.post = post }
}
