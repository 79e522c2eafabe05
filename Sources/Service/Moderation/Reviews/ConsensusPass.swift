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
    var isUnread: Bool
    var reading: ConsensusReading
    var effect: ConsensusEffect
  }

  /// Reviews whose readings are written in one transaction: few enough that a vote that comes
  /// meanwhile waits for some milliseconds only.
  private static let atOnce = 200

  init(site: Site, community: String) {
    self.site = site
    self.community = community
  }

  /// - Returns: how many reviews were decided; nil: a pass over the community is under way, and the
  ///   next one finds what that has not seen.
  @discardableResult
  func run() async throws -> Int? {
    guard site.moderation.beginPass(over: community) else { return nil }
    defer { site.moderation.endPass(over: community) }
    return try await pass()
  }

  private func pass() async throws -> Int {
    let known = site.moderation.history(of: community)
    let (findings, history) = try await site.store.read { store in
      try read(store, known)
    }
    site.moderation.remember(history, of: community)
    // A reading moves a little with every vote on anything. What has no new vote and decides nothing
    // is written with its next vote.
    let news = findings.filter { $0.isUnread || $0.reading.outcome != nil }
    var decided = 0
    for start in stride(from: 0, to: news.count, by: Self.atOnce) {
      let now = site.now
      let some = news[start..<min(start + Self.atOnce, news.count)]
      decided += try await site.store.write { [site] store in
        try some.count { try Self.apply($0, site.configuration.moderation, in: store, at: now) }
      }
    }
    if !findings.isEmpty {
      let now = site.now
      let (read, settled) = (findings.count, decided)
      let votes = findings.reduce(0) { $0 + $1.votes }
      try await site.store.write { store in
        try store.audit(
          ModerationAuditLine(
            at: now, community: community, actor: "consensus", what: "consensus run",
            details: JSONTree.object([
              "read": .int(Int64(read)), "decided": .int(Int64(settled)),
              "votes": .int(Int64(votes)),
            ]).canonical))
      }
    }
    return decided
  }

  private func read(
    _ store: any StoreTransaction, _ known: ModerationMemory.KnownHistory
  ) throws -> ([Finding], ModerationMemory.KnownHistory) {
    var known = known
    while true {
      let decided = try store.decidedBallots(of: community, after: known.last, limit: 500)
      for ballots in decided {
        // Decided items never vote again: there is nothing to leave them out of.
        known.history.add(ballots.votes, of: ballots.review, isKept: false)
        known.last = (ballots.decidedAt ?? 0, ballots.review.rawValue)
      }
      if decided.count < 500 { break }
    }
    let open = try store.openBallots(of: community)
    var all = VotingHistory(after: known.history)
    for ballots in open { all.add(ballots.votes, of: ballots.review) }
    let map = try ViewpointMap(
      store, community: community,
      voters: Set(open.lazy.flatMap { $0.votes.lazy.map(\.voter) }))
    var effects: [String?: ConsensusEffect] = [:]
    var findings: [Finding] = []
    for ballots in open where ballots.voteCount > 0 && ballots.takesVotes {
      let effect =
        try effects[ballots.channel]
        ?? store.policy(of: community, channel: ballots.channel).consensusEffect
      effects[ballots.channel] = effect
      findings.append(
        Finding(
          review: ballots.review, cycle: ballots.cycle, votes: ballots.voteCount,
          isUnread: ballots.isUnread,
          reading: rule.reading(
            of: ballots.votes, on: ballots.review, all, map.reading(of: ballots.votes)),
          effect: effect))
    }
    return (findings, known)
  }

  private static func apply(
    _ finding: Finding, _ configuration: ModerationConfiguration, in store: any StoreTransaction,
    at now: Int64
  ) throws -> Bool {
    // Somebody voted meanwhile: the next pass reads it with that vote.
    guard try store.voteCount(on: finding.review, cycle: finding.cycle) == finding.votes
    else { return false }
    try store.note(finding.reading, of: finding.review, cycle: finding.cycle)
    guard let outcome = finding.reading.outcome else { return false }
    guard let review = try store.review(finding.review), review.item.cycle == finding.cycle,
      review.item.takesVotes
    else { return false }
    guard review.item.takesConsensus else { return false }
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
    for community in try await store.read({ try $0.communitiesWithUnreadNotes() }) {
      try await readPlatformNotes(of: community)
    }
  }
}

extension Site {
  /// Looks at a community's votes at once, where its adapter asks for it.
  ///
  /// - Returns: how many reviews were decided.
  /// - Throws: `SiteError.conflict` where a run is under way.
  public func findConsensus(_ caller: AdapterCaller, community: String) async throws -> Int {
    let community = try await store.read { try $0.owned(community, by: caller).id }
    guard let decided = try await ConsensusPass(site: self, community: community).run() else {
      throw SiteError.conflict(reason: "A run over this community is under way")
    }
    try await readPlatformNotes(of: community)
    return decided
  }
}
