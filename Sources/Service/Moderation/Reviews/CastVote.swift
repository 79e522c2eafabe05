import CommunityRules
import Moderation
import Storage

/// A vote as its voter, or staff, may see it.
public struct VoteView: Hashable, Sendable {
  public let id: String
  public let note: String
  public let voter: MemberID
  public let value: VoteValue
  public let castAt: Int64
  /// Later than `castAt` for ratings of members' notes alone: votes never change.
  public let updatedAt: Int64

  init(_ stored: StoredVote) {
    id = stored.id
    note = stored.note
    voter = stored.vote.voter
    value = stored.vote.value
    castAt = stored.vote.castAt
    updatedAt = castAt
  }
}

extension Site {
  /// Votes on a review (moderation 5 and 6).
  ///
  /// - Parameters:
  ///   - rater: for calls that are for nobody; with a user it must be that user.
  ///   - client: a name for where it comes from.
  public func vote(
    _ caller: AdapterCaller, note: String, _ value: VoteValue, rater: String?, client: String
  ) async throws -> VoteView {
    try caller.require("ratings:write")
    let acting = try await acting(caller)
    if let actor = caller.actingClient { try limits.take(.actingVotes, by: actor, at: now) }
    let now = self.now
    let origin = key.hash(Array(client.utf8), for: "vote")
    return try await store.write { store in
      guard let review = try store.review(note: note),
        let community = try store.moderatedCommunity(review.community), caller.owns(community)
      else { throw Self.noReviewNote }
      let voter: Voter
      if let acting {
        guard acting.community.id == community.id else { throw Self.noReviewNote }
        guard rater.map({ $0 == acting.member.id.rawValue }) ?? true else {
          throw SiteError.forbidden(reason: "rater_id is not the acting user")
        }
        voter = acting.voter
      } else {
        try caller.requireServer()
        guard let rater else {
          throw SiteError.invalid("rater_id", "Field required: no user is acting.")
        }
        guard let member = try store.externalMember(MemberID(rater)),
          member.platform == community.platform, member.scope == community.slug
        else { throw SiteError.notFound(what: "Rater not found") }
        voter = Voter(member)
      }
      return try store.cast(
        value, by: voter, on: review, note: note, origin: origin, at: now)
    }
  }

  /// Votes in the site's own interface, as the member of the host's community that the account is.
  public func vote(
    _ asker: Asker, on id: ReviewItemID, _ value: VoteValue, client: String
  ) async throws -> VoteView {
    let now = self.now
    let origin = key.hash(Array(client.utf8), for: "vote")
    _ = try asker.requireAccount()
    return try await store.write { store in
      let asker = try asker.refreshed(in: store)
      guard let review = try store.review(id) else { throw Self.noReview }
      let member = try store.hostMember(of: asker, in: review.community)
      guard let member else {
        throw SiteError.forbidden(
          reason: "Open the reviews once on your forum: only its members vote.")
      }
      return try store.cast(
        value, by: Voter(unprivileged: member), on: review, note: review.note, origin: origin,
        at: now)
    }
  }
}

extension StoreTransaction {
  /// Takes a vote, if the rules do.
  func cast(
    _ value: VoteValue, by voter: Voter, on review: StoredReview, note: String, origin: [UInt8],
    at now: Int64
  ) throws -> VoteView {
    let policy = try policy(of: review.community, channel: review.channel)
    // A note of an earlier round takes no votes.
    guard review.note == note else { throw SiteError.conflict(reason: Ballot.Refusal.closed.words) }
    let earlier = try vote(of: voter.member, on: review.item.id, cycle: review.item.cycle)
    let accepted: Ballot.Acceptance
    do throws(Ballot.Refusal) {
      accepted = try Ballot.cast(
        value, by: voter, on: review.item, earlier: earlier?.vote, policy, at: now)
    } catch {
      switch error {
      case .closed, .alreadyVoted: throw SiteError.conflict(reason: error.words)
      default: throw SiteError.forbidden(reason: error.words)
      }
    }
    if case .stored = accepted, let earlier { return VoteView(earlier) }
    let stored = StoredVote(
      id: NewIDs.uuid(at: now), note: review.note, cycle: review.item.cycle, vote: accepted.vote,
      origin: origin)
    try insert(stored)
    try noteVote(on: review.item.id)
    return VoteView(stored)
  }

  /// The member of a host's community that an account is: signed in by the host, and seen there.
  func hostMember(of asker: Asker, in community: String) throws -> ExternalMember? {
    guard let community = try moderatedCommunity(community), community.isHost,
      let name = asker.account?.authorKey
    else { return nil }
    return try hostMember(called: name, in: community)
  }

  private func hostMember(
    called name: String, in community: ModeratedCommunity
  ) throws -> ExternalMember? {
    try externalMember(platform: community.platform, scope: community.slug, name: name)
      ?? externalMember(platform: community.platform, scope: community.slug, userID: name)
  }

  /// The other way round: the account that a member of a host's community signs in with, if any.
  func hostAccount(of id: MemberID, in community: String) throws -> Account? {
    guard let community = try moderatedCommunity(community), community.isHost,
      let member = try externalMember(id)
    else { return nil }
    for key in [member.name, member.userID] {
      // A name may be another member's by now: only who would be let in as this one is told.
      if let account = try account(authorKey: key),
        try hostMember(called: key, in: community)?.id == id
      {
        return account
      }
    }
    return nil
  }
}

extension Voter {
  /// As the platform last told of them.
  init(_ member: ExternalMember) {
    self.init(member.id, trustLevel: member.trustLevel)
    isAdmin = member.isAdmin
    isModerator = member.isModerator
    isBanned = member.isBanned
    isActiveMember = member.isActive
  }

  /// Without the powers that only headers of the very call can give.
  init(unprivileged member: ExternalMember) {
    self.init(member)
    isAdmin = false
    isModerator = false
  }
}

extension Ballot.Refusal {
  /// The same for everybody in the same place: it tells nothing of votes.
  var words: String {
    switch self {
    case .notInGroup: "Your trust level does not reach for this review."
    case .ownPost: "You wrote the post; others vote on it."
    case .banned, .notActiveMember: "This profile may not take part."
    case .closed: "The review takes no votes."
    case .alreadyVoted: "You have voted on this; a vote is final."
    }
  }
}
