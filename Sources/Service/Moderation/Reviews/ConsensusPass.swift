import CommunityRules
import Foundation
import Moderation
import Storage

/// Looks at the votes of one community: reads every open review, and settles what is decided.
///
/// Readings come from one state of the store; each is applied in a transaction of its own that
/// leaves a review alone whose votes are others by then. Killed in between, the next pass finds the
/// rest unread.
struct ConsensusPass: Sendable {
  let site: Site
  let community: String
  private let rule = ConsensusRule()

  /// What the pass found of one review.
  private struct Finding: Sendable {
    var review: ReviewItemID
    var cycle: Int
    var votes: Int
    var reading: ConsensusReading
    var effect: ConsensusEffect
  }

  init(site: Site, community: String) {
    self.site = site
    self.community = community
  }

  /// - Returns: how many reviews were decided.
  @discardableResult
  func run() async throws -> Int {
    let known = site.moderation.history(of: community)
    let (findings, history) = try await site.store.read { store in
      try read(store, known)
    }
    site.moderation.remember(history, of: community)
    var decided = 0
    for finding in findings {
      let now = site.now
      let isDecided = try await site.store.write { [site] store in
        try Self.apply(finding, site.configuration.moderation, in: store, at: now)
      }
      if isDecided { decided += 1 }
    }
    if !findings.isEmpty {
      let now = site.now
      let (read, settled) = (findings.count, decided)
      try await site.store.write { store in
        try store.audit(
          ModerationAuditLine(
            at: now, community: community, actor: "consensus", what: "consensus run",
            details: JSONTree.object([
              "read": .int(Int64(read)), "decided": .int(Int64(settled)),
              "votes": .int(Int64(findings.reduce(0) { $0 + $1.votes })),
            ]).canonical))
      }
    }
    return decided
  }

  private func read(
    _ store: any StoreTransaction, _ known: ModerationMemory.KnownHistory
  ) throws -> ([Finding], ModerationMemory.KnownHistory) {
    var history = known
    while true {
      let decided = try store.decidedReviews(of: community, after: history.last, limit: 500)
      for review in decided {
        history.history.add(try counted(review, store).map { CastVote($0) }, of: review.item.id)
        history.last = (review.item.note.decidedAt ?? 0, review.item.id.rawValue)
      }
      if decided.count < 500 { break }
    }
    let open = try store.openReviews(of: community)
    let votes = try open.map { try counted($0, store) }
    var all = history.history
    for (review, votes) in zip(open, votes) {
      all.add(votes.map { CastVote($0) }, of: review.item.id)
    }
    let map = try ViewpointMap(
      store, community: community, voters: Set(votes.joined().map(\.voter)))
    var findings: [Finding] = []
    for (review, votes) in zip(open, votes) where !votes.isEmpty && review.item.takesVotes {
      let policy = try store.policy(of: community, channel: review.channel)
      findings.append(
        Finding(
          review: review.item.id, cycle: review.item.cycle,
          votes: try store.votes(on: review.item.id, cycle: review.item.cycle).count,
          reading: rule.reading(
            of: votes.map { CastVote($0) }, on: review.item.id, all, map.reading(of: votes)),
          effect: policy.consensusEffect))
    }
    return (findings, history)
  }

  /// The votes that count: not those of members whom staff took out for abuse.
  private func counted(_ review: StoredReview, _ store: any StoreTransaction) throws -> [Vote] {
    let votes = try store.votes(on: review.item.id, cycle: review.item.cycle).map(\.vote)
    let members = try store.externalMembers(votes.map(\.voter))
    return votes.filter { members[$0.voter]?.isExcluded != true }
  }

  private static func apply(
    _ finding: Finding, _ configuration: ModerationConfiguration, in store: any StoreTransaction,
    at now: Int64
  ) throws -> Bool {
    guard var review = try store.review(finding.review), review.item.cycle == finding.cycle,
      review.item.takesVotes
    else { return false }
    // Somebody voted meanwhile: the next pass reads it with that vote.
    guard try store.votes(on: review.item.id, cycle: review.item.cycle).count == finding.votes
    else { return false }
    let isUnread = review.readAt.map { $0 < review.lastVoteAt ?? 0 } ?? true
    if isUnread || review.reading != finding.reading {
      review.reading = finding.reading
      review.readAt = max(now, review.lastVoteAt ?? 0)
      try store.update(review)
    }
    guard let outcome = finding.reading.outcome, review.item.takesConsensus else { return false }
    try ReviewDesk(store: store, configuration: configuration, now: now)
      .handle(.consensus(outcome, finding.effect), on: review)
    return true
  }
}

extension Site {
  /// Settles what new votes decide; communities are taken one after the other, and votes that come
  /// in meanwhile wait for the next round.
  func findConsensus() async throws {
    let newRun = try await store.read { store in
      try store.scoringRuns(limit: 5).first { $0.outcome == .applied }?.id
    }
    let isNewRun = moderation.isNewRun(newRun)
    let communities = try await store.read { store in
      try isNewRun ? store.communitiesWithOpenReviews() : store.communitiesWithUnreadVotes()
    }
    for community in communities {
      try await ConsensusPass(site: self, community: community).run()
    }
  }
}

extension Site {
  /// Looks at a community's votes at once, where its adapter asks for it.
  ///
  /// - Returns: how many reviews were decided.
  public func findConsensus(_ caller: AdapterCaller, community: String) async throws -> Int {
    let community = try await store.read { try $0.owned(community, by: caller).id }
    return try await ConsensusPass(site: self, community: community).run()
  }
}
