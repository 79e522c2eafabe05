import Moderation
import NoteModel
import Storage

/// Who looks at reviews.
enum Viewer: Sendable {
  /// The platform's server, or an operator: everything.
  case server
  /// A platform that submits: what its program needs, without anything about votes. A flag that was
  /// attached to another submission is told nothing to do.
  case answer(isOwn: Bool)
  case member(Voter)

  var isAnswer: Bool { if case .answer = self { true } else { false } }
}

/// A review as its viewer may see it. `view` is the only place where votes are, and members' views
/// have no field for them.
public struct ReviewCard: Sendable {
  public let view: ReviewView
  public let id: ReviewItemID
  public let submission: String
  public let community: String
  public let note: String
  public let noteAuthor: String
  public let summary: String
  public let message: String?
  public let channel: String?
  public let tier: ModerationTier
  public let state: ActionState
  public let kind: ActionKind
  public let group: ReviewGroup
  public let createdAt: Int64
  public let updatedAt: Int64
  public let appliedAt: Int64?
  public let confirmedAt: Int64?
  public let overturnedAt: Int64?
  public let overturnedReason: String?
  public let platformActionID: String?
  public let exemptHash: String?
  public let isEscalated: Bool
  /// Nil below staff: the outcome is not out.
  public let awaitsStaff: Bool?
  public let labels: [String]
  public let evidence: JSONTree
  /// Open to members as long as no outcome is out.
  public let noteStatus: NoteStatus
  public let isForced: Bool
  public let forcedAt: Int64?
  public let categoryName: String?
  public let topicTitle: String?
  public let authorName: String?
  /// The post as it is now.
  public let text: String
  public let editedAt: Int64?
  public let ownVote: VoteValue?
  /// As everybody sees it.
  public let badge: ReviewBadge?
  /// Nil: no outcome is out, or staff decided.
  public let rule: DecidingRule?
  /// Nil below staff, as long as no outcome is out.
  public let decidedAt: Int64?
  /// What the author says against the hide: for voters as long as they vote, for staff always.
  public let statement: String?
  /// Whether the viewer wrote the post.
  public let isOwn: Bool
  /// Whether the viewer is somebody whose vote would be taken, if it were open.
  public let mayVote: Bool
  /// Staff alone.
  public let staff: StaffReview?
  /// On pages of one review; lists do without.
  public var place: PostPlace?

  public var isOpen: Bool { state.isOpen && noteStatus == .needsMoreRatings }

  /// A sentence for members, without numbers.
  public var reason: String { summary }
  public var excerpt: String { String(text.prefix(500)) }
}

/// A submission as its viewer may see it.
public struct SubmissionCard: Sendable {
  public let submission: Submission
  /// Nil: no review that the viewer may see.
  public let review: ReviewCard?
  public let state: RequestState
  /// What the platform is to do; in answers to submissions alone.
  public let instruction: SubmissionOutcome.Instruction?
  /// Staff alone.
  public let flagCount: Int?
  public let showsFlagger: Bool
}

extension StoreTransaction {
  /// - Returns: nil where the viewer may not know that there is such a review.
  func card(of review: StoredReview, for viewer: Viewer, at now: Int64) throws -> ReviewCard? {
    let policy = try policy(of: review.community, channel: review.channel)
    let item = review.item
    let post = try face(of: review.post, submission: review.submission)
    let seesAll: Bool
    let voter: Voter
    switch viewer {
    case .server, .answer:
      seesAll = true
      var server = Voter("server")
      server.isAdmin = true
      voter = server
    case .member(let member):
      seesAll = member.isStaff
      voter = member
    }
    // Nobody reads votes who is not shown them.
    let votes: [Vote]
    if case .answer = viewer {
      votes = []
    } else if seesAll {
      votes = try self.votes(on: item.id, cycle: item.cycle).map(\.vote)
    } else {
      votes = try vote(of: voter.member, on: item.id, cycle: item.cycle).map { [$0.vote] } ?? []
    }
    let record = ReviewRecord(
      item: item, evidence: review.evidence, votes: votes,
      flagCount: seesAll ? try flagCount(of: review.post) : 0,
      reading: seesAll ? review.reading ?? Self.first(votes, on: item.id) : nil)
    let view = record.view(for: voter, policy, at: now)
    if case .hidden = view { return nil }
    let isOut = seesAll || item.isDecided
    let metadata = post?.metadata.flatMap { JSONTree(parsing: $0) }
    let author = try post?.authorMember.flatMap { try externalMember($0) }
    let community = try moderatedCommunity(review.community)
    let system = try community.flatMap {
      try externalMember(platform: $0.platform, scope: $0.slug, userID: Self.systemUser)
    }
    var staff: StaffReview?
    if case .staff(let review) = view, !viewer.isAnswer { staff = review }
    let isByConsensus = item.isDecided && !item.note.isForced
    let showsStatement =
      !viewer.isAnswer && (seesAll || item.appealCourt == .voters)
    let statement =
      showsStatement ? try appeal(on: item.id, cycle: item.cycle)?.text : nil
    var mayVote = false
    if case .member(let voter) = viewer {
      mayVote = Ballot.refusal(of: voter, on: item, policy) == nil
    }
    return ReviewCard(
      view: view, id: item.id, submission: review.submission, community: review.community,
      note: review.note, noteAuthor: system?.id.rawValue ?? review.community,
      summary: review.summary, message: post?.message, channel: review.channel,
      tier: item.action.tier, state: item.action.state, kind: item.action.kind,
      group: item.action.reviewGroup, createdAt: item.action.createdAt,
      updatedAt: isOut ? item.action.updatedAt : item.action.createdAt,
      appliedAt: item.action.appliedAt, confirmedAt: item.action.confirmedAt,
      overturnedAt: item.action.overturnedAt, overturnedReason: item.action.overturnedReason,
      platformActionID: item.action.platformActionID,
      exemptHash: item.action.scanExemptContentHash, isEscalated: item.action.escalated,
      awaitsStaff: seesAll ? item.action.awaitingStaff : nil,
      labels: review.evidence.triggering,
      evidence: review.evidence.wire(withScores: seesAll),
      noteStatus: isOut ? item.note.status : .needsMoreRatings,
      isForced: isOut && item.note.isForced, forcedAt: isOut ? item.note.forcedAt : nil,
      categoryName: metadata?["category"]?.text, topicTitle: metadata?["title"]?.text,
      authorName: author?.name ?? metadata?["author_username"]?.text, text: post?.content ?? "",
      editedAt: review.editedAt, ownVote: votes.first { $0.voter == voter.member }?.value,
      badge: ReviewBadge(item), rule: isOut && isByConsensus ? review.reading?.rule : nil,
      decidedAt: item.isDecided ? item.note.decidedAt : nil, statement: statement,
      isOwn: item.postAuthor == voter.member, mayVote: mayVote, staff: staff)
  }

  /// What votes amount to that no pass has read yet, or that none will read because staff decided: as
  /// if their voters had no history.
  private static func first(_ votes: [Vote], on item: ReviewItemID) -> ConsensusReading? {
    guard !votes.isEmpty else { return nil }
    return ConsensusRule().reading(
      of: votes.map { CastVote($0) }, on: item, VotingHistory())
  }

  /// - Returns: nil where the viewer may not know that there is such a submission.
  func card(
    of submission: Submission, for viewer: Viewer, at now: Int64
  ) throws -> SubmissionCard? {
    let stored = try submission.review.flatMap { try self.review($0) }
    let review = try stored.flatMap { try card(of: $0, for: viewer, at: now) }
    var isStaff = false
    var instruction: SubmissionOutcome.Instruction?
    switch viewer {
    case .server: isStaff = true
    case .answer(let isOwn): instruction = isOwn ? submission.answer?.instruction : nil
    case .member(let voter):
      isStaff = voter.isStaff
      if stored != nil, review == nil { return nil }
    }
    // A state of its own would tell members of an outcome that is not out; none is before that.
    return SubmissionCard(
      submission: submission, review: review, state: submission.state, instruction: instruction,
      flagCount: isStaff ? try flagCount(of: submission.post) : nil, showsFlagger: isStaff)
  }
}
