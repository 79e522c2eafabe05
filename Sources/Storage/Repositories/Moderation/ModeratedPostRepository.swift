import Moderation

/// Posts that platforms submit, every text they have had, and what a classifier said of them.
public protocol ModeratedPostRepository {
  func put(_ post: ModeratedPost) throws
  func moderatedPost(_ id: String) throws -> ModeratedPost?
  /// What a list shows of a post, and of the submission that brought it.
  func face(of post: String, submission: String) throws -> PostFace?
  func moderatedPost(community: String, message: String) throws -> ModeratedPost?
  /// Posts whose classification is to be tried again by now, the longest waiting first.
  func postsToClassify(at now: Int64, limit: Int) throws -> [ModeratedPost]

  func addRevision(of post: String, content: String, hash: String, at: Int64) throws
  /// Oldest first.
  func revisions(of post: String) throws -> [PostRevision]

  func insert(_ classification: Moderation.Classification, of post: String, hash: String, at: Int64)
    throws
  func latestClassification(of post: String) throws -> (hash: String, Moderation.Classification)?
  /// Posts classified since a time.
  func classifiedPostCount(community: String, since: Int64) throws -> Int

  func put(_ submission: Submission) throws
  func submission(_ id: String) throws -> Submission?
  func submission(community: String, clientKey: String) throws -> Submission?
  func submissions(of post: String) throws -> [Submission]
  func submissions(_ query: SubmissionQuery) throws -> (items: [Submission], total: Int)

  /// Replaces somebody's id and name in posts and submissions; the texts stay.
  func rename(author: MemberID, from userID: String, to pseudonym: String, in community: String)
    throws

  /// - Returns: false where the member flagged the post before; nothing changes then.
  func insert(_ flag: PostFlag) throws -> Bool
  func flag(of post: String, by member: MemberID) throws -> PostFlag?
  func flagCount(of post: String) throws -> Int
  func flagCount(community: String, since: Int64) throws -> Int

  func pollBacklog(adapter: String, community: String) throws -> [String]
  func setPollBacklog(adapter: String, community: String, _ submissions: [String]) throws
}

/// A post of a platform. One review at a time is about it.
public struct ModeratedPost: Hashable, Codable, Sendable {
  public var id: String
  public var community: String
  /// The platform's id; nil: submitted without one.
  public var message: String?
  public var channel: String?
  /// The platform's id of its author.
  public var author: String?
  public var authorMember: MemberID?
  public var content: String
  /// SHA-256, hexadecimal.
  public var contentHash: String
  public var updatedAt: Int64
  /// The text that was restored and is not classified again as long as it stays much the same.
  public var exemptText: String?
  /// Whether a platform was ever told to open a review of it.
  public var wasInstructed = false
  /// The latest.
  public var review: ReviewItemID?
  /// Classifications in a row that failed.
  public var failures = 0
  public var retryAt: Int64?

  public init(
    id: String, community: String, message: String?, channel: String?, author: String?,
    authorMember: MemberID?, content: String, contentHash: String, updatedAt: Int64
  ) {
    self.id = id
    self.community = community
    self.message = message
    self.channel = channel
    self.author = author
    self.authorMember = authorMember
    self.content = content
    self.contentHash = contentHash
    self.updatedAt = updatedAt
  }
}

/// A post as lists show it.
public struct PostFace: Hashable, Sendable {
  public var message: String?
  public var content: String
  public var authorMember: MemberID?
  /// JSON, as submitted.
  public var metadata: String?
}

public struct PostRevision: Hashable, Sendable {
  public var number: Int
  public var content: String
  public var contentHash: String
  public var at: Int64
}

/// A submitted post or a forwarded flag; platforms call it a request.
public struct Submission: Hashable, Codable, Sendable {
  public var id: String
  public var community: String
  /// The platform's key for it, which makes repeats recognisable.
  public var clientKey: String
  public var post: String
  public var message: String?
  public var channel: String?
  public var requestedBy: String
  public var isFlag: Bool
  public var flagger: MemberID?
  public var state = RequestState.pending
  public var content: String
  public var contentHash: String
  /// JSON, as submitted.
  public var metadata: String?
  public var similarityScore: Double?
  public var datasetName: String?
  public var datasetItem: String?
  public var review: ReviewItemID?
  public var isEscalated = false
  public var decidedAt: Int64?
  public var decidedBy: Decider?
  public var requestedAt: Int64
  public var createdAt: Int64
  public var updatedAt: Int64
  public var deletedAt: Int64?
  /// When the platform had its answer: events wait for that.
  public var answeredAt: Int64
  public var answer: Answer?

  /// What the platform was told, for repeats.
  public struct Answer: Hashable, Codable, Sendable {
    public var contentHash: String
    public var instruction: SubmissionOutcome.Instruction?

    public init(contentHash: String, instruction: SubmissionOutcome.Instruction?) {
      self.contentHash = contentHash
      self.instruction = instruction
    }
  }

  public init(
    id: String, community: String, clientKey: String, post: String, message: String?,
    channel: String?, requestedBy: String, isFlag: Bool, flagger: MemberID?, content: String,
    contentHash: String, at now: Int64
  ) {
    self.id = id
    self.community = community
    self.clientKey = clientKey
    self.post = post
    self.message = message
    self.channel = channel
    self.requestedBy = requestedBy
    self.isFlag = isFlag
    self.flagger = flagger
    self.content = content
    self.contentHash = contentHash
    requestedAt = now
    createdAt = now
    updatedAt = now
    answeredAt = now
  }
}

/// Which submissions are wanted; all that is set must hold. Deleted ones never come.
public struct SubmissionQuery: Sendable {
  public enum Order: Sendable { case newestFirst, decidedFirst, decidedLast }

  /// Nil: every community.
  public var communities: [String]?
  public var states: [RequestState]?
  public var requestedBy: String?
  public var message: String?
  public var isEscalated: Bool?
  public var requestedFrom: Int64?
  public var requestedTo: Int64?
  public var decidedFrom: Int64?
  /// Requested from the one, or decided from the other.
  public var requestedOrDecidedFrom: (requested: Int64, decided: Int64)?
  public var ids: [String]?
  public var order = Order.newestFirst
  public var limit = 20
  public var offset = 0

  public init() {}
}

/// A member's flag on a post.
public struct PostFlag: Hashable, Sendable {
  public var post: String
  public var flagger: MemberID
  /// The submission that answers for it.
  public var submission: String
  public var kind: String
  public var at: Int64

  public init(post: String, flagger: MemberID, submission: String, kind: String, at: Int64) {
    self.post = post
    self.flagger = flagger
    self.submission = submission
    self.kind = kind
    self.at = at
  }
}
