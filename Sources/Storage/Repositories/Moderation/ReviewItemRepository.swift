import Moderation

/// Reviews of posts and the votes on them.
public protocol ReviewItemRepository {
  func insert(_ review: StoredReview) throws
  func update(_ review: StoredReview) throws
  func review(_ id: ReviewItemID) throws -> StoredReview?
  /// The review that a note, also an earlier one, stands for.
  func review(note: String) throws -> StoredReview?
  /// Oldest first.
  func reviews(of post: String) throws -> [StoredReview]
  /// The latest of a submission and a tier.
  func review(submission: String, tier: ModerationTier) throws -> StoredReview?
  /// Newest first.
  func reviews(_ query: ReviewQuery) throws -> (items: [StoredReview], total: Int)
  /// What a member finds on the review page, newest first; at most a thousand are counted.
  func queue(_ query: MemberQueueQuery) throws -> (items: [StoredReview], total: Int)
  /// Every open review, oldest first.
  func openReviews(of community: String) throws -> [StoredReview]
  /// Reviews decided after a time, in the order decided, with those of the very time by id.
  func decidedReviews(of community: String, after: (at: Int64, id: String)?, limit: Int) throws
    -> [StoredReview]
  /// Communities with open reviews whose votes are not all in their readings.
  func communitiesWithUnreadVotes() throws -> [String]
  /// Notes what the votes of a cycle come to, as long as it takes votes; all of them are read then.
  func note(_ reading: ConsensusReading, of review: ReviewItemID, cycle: Int) throws
  /// Notes that there is a vote that no reading has seen.
  func noteVote(on review: ReviewItemID) throws
  /// Begins a review's votes anew.
  func forgetReading(of review: ReviewItemID) throws
  /// The counted votes of every open review, oldest review first, each review's by voter.
  func openBallots(of community: String) throws -> [ReviewBallots]
  /// The same of reviews decided after a time, in the order decided.
  func decidedBallots(of community: String, after: (at: Int64, id: String)?, limit: Int) throws
    -> [ReviewBallots]
  func communitiesWithOpenReviews() throws -> [String]

  /// - Throws: what the store throws where the voter has one on this review already.
  func insert(_ vote: StoredVote) throws
  func vote(of voter: MemberID, on review: ReviewItemID, cycle: Int) throws -> StoredVote?
  func vote(_ id: String) throws -> StoredVote?
  /// In the order cast.
  func votes(on review: ReviewItemID, cycle: Int) throws -> [StoredVote]
  func voteCount(on review: ReviewItemID, cycle: Int) throws -> Int
  /// Newest first.
  func votes(by voter: MemberID, before: Int64?, limit: Int) throws -> [StoredVote]
  func votes(community: String, since: Int64) throws -> [StoredVote]
  /// Which of the reviews the member has voted on, by what.
  func ownVotes(of voter: MemberID, on reviews: some Sequence<ReviewItemID>) throws
    -> [ReviewItemID: VoteValue]
}

/// A review with everything that it is about.
public struct StoredReview: Hashable, Codable, Sendable {
  public var item: ReviewItem
  public var community: String
  public var post: String
  public var submission: String
  public var channel: String?
  /// What platforms vote on; another one in each cycle.
  public var note: String
  /// One neutral sentence.
  public var summary: String
  public var evidence: PolicyDecision.Evidence
  /// Kept beside the rest, and changed by functions of its own.
  public internal(set) var reading: ConsensusReading?
  /// When the text changed while members voted.
  public var editedAt: Int64?

  private enum CodingKeys: CodingKey {
    case item, community, post, submission, channel, note, summary, evidence, editedAt
  }

  public init(
    item: ReviewItem, community: String, post: String, submission: String, channel: String?,
    note: String, summary: String, evidence: PolicyDecision.Evidence
  ) {
    self.item = item
    self.community = community
    self.post = post
    self.submission = submission
    self.channel = channel
    self.note = note
    self.summary = summary
    self.evidence = evidence
  }
}

/// A vote as it is kept; nothing about it ever changes.
public struct StoredVote: Hashable, Sendable {
  public var id: String
  public var note: String
  public var cycle: Int
  public var vote: Vote
  /// Keyed hash of where it came from.
  public var origin: [UInt8]?

  public init(id: String, note: String, cycle: Int, vote: Vote, origin: [UInt8]?) {
    self.id = id
    self.note = note
    self.cycle = cycle
    self.vote = vote
    self.origin = origin
  }
}

/// The votes on a review, as the consensus counts them.
public struct ReviewBallots: Hashable, Sendable {
  public let review: ReviewItemID
  public let cycle: Int
  public let channel: String?
  public let takesVotes: Bool
  /// Whether there are votes that the last reading has not seen.
  public let isUnread: Bool
  public let decidedAt: Int64?
  /// Without those of members whom staff took out of the count.
  public let votes: [CastVote]
  /// All votes.
  public let voteCount: Int
}

/// Which reviews a member may see, and which of them wait for a vote.
public struct MemberQueueQuery: Hashable, Sendable {
  public var community: String
  public var member: MemberID
  /// The groups that the member belongs to in a category; `nil`: in all that are not named.
  public var groups: [String?: Set<ReviewGroup>]
  /// Whether the member may vote at all.
  public var mayVote = true
  public var excludesVoted = true
  public var states: [ActionState]?
  public var tier: ModerationTier?
  public var message: String?
  public var submission: String?
  public var limit = 50
  public var offset = 0

  public static let mostCounted = 1_000

  public init(community: String, member: MemberID, groups: [String?: Set<ReviewGroup>]) {
    self.community = community
    self.member = member
    self.groups = groups
  }
}

/// Which reviews are wanted; all that is set must hold.
public struct ReviewQuery: Hashable, Sendable {
  /// Nil: every community.
  public var communities: [String]?
  public var states: [ActionState]?
  public var tier: ModerationTier?
  public var message: String?
  public var submission: String?
  public var createdFrom: Int64?
  public var createdBefore: Int64?
  public var group: ReviewGroup?
  public var channel: String?
  /// One that a threshold was reached for.
  public var label: String?
  public var isEscalated: Bool?
  public var awaitsStaff: Bool?
  public var ids: [ReviewItemID]?
  /// Come before all others, the oldest first.
  public var leading: [ReviewItemID] = []
  /// Items of deleted submissions are left out unless wanted.
  public var includesDeleted = false
  public var limit = 50
  public var offset = 0

  public init() {}
}
