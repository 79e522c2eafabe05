import CommunityRules
import Foundation
import Moderation
import Storage

/// Looks at the votes of one community: reads every open review, and settles what is decided.
///
/// Readings come from one state of the store; each leaves a review alone whose votes are others by
/// the time it is written. Killed in between, the next pass finds the rest unread.
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
  }

  /// Reviews whose readings are written in one transaction: few enough that a vote that comes
  /// meanwhile waits for some milliseconds only, and enough that making them durable costs little.
  private static let atOnce = 1_000

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

  /// Votes are read from one state of the store. Then the readings of some reviews are found while
  /// those of the reviews before them are written.
  private func pass() async throws -> Int {
    let known = site.moderation.history(of: community)
    let votes = try await site.store.read { try read($0, after: known) }
    site.moderation.remember(votes.known, of: community)
    let all = try await onYieldingThread { votes.history }
    let waiting = votes.open.filter { $0.voteCount > 0 && $0.takesVotes }
    guard !waiting.isEmpty else { return 0 }
    var decided = 0
    var findings: [Finding] = []
    for start in stride(from: 0, to: waiting.count, by: Self.atOnce) {
      let some = waiting[start..<min(start + Self.atOnce, waiting.count)]
      async let following = onYieldingThread { some.map { finding($0, all, votes) } }
      decided += try await settle(findings)
      findings = try await following
    }
    decided += try await settle(findings)
    try await log(
      read: waiting.count, decided: decided, votes: waiting.reduce(0) { $0 + $1.voteCount })
    return decided
  }

  /// - Returns: how many were decided.
  private func settle(_ findings: [Finding]) async throws -> Int {
    // A reading moves a little with every vote on anything. What has no new vote and decides nothing
    // is written with its next vote.
    let news = findings.filter { $0.isUnread || $0.reading.outcome != nil }
    guard !news.isEmpty else { return 0 }
    let now = site.now
    return try await site.store.write { [site] store in
      try news.count { try Self.apply($0, site.configuration.moderation, in: store, at: now) }
    }
  }

  private func log(read: Int, decided: Int, votes: Int) async throws {
    let now = site.now
    try await site.store.write { store in
      try store.audit(
        ModerationAuditLine(
          at: now, community: community, actor: "consensus", what: "consensus run",
          details: JSONTree.object([
            "read": .int(Int64(read)), "decided": .int(Int64(decided)),
            "votes": .int(Int64(votes)),
          ]).canonical))
    }
  }

  /// What a pass goes by.
  private struct Votes: Sendable {
    var known: ModerationMemory.KnownHistory
    var open: [ReviewBallots]
    var map: ViewpointMap

    /// Of what was decided and what is open.
    var history: VotingHistory {
      var all = VotingHistory(after: known.history)
      all.expect(open.lazy.map(\.votes))
      for ballots in open { all.add(ballots.votes, of: ballots.review) }
      return all
    }
  }

  private func read(
    _ store: any StoreTransaction, after known: ModerationMemory.KnownHistory
  ) throws -> Votes {
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
    var voters: Set<MemberID> = []
    for ballots in open {
      for vote in ballots.votes { voters.insert(vote.voter) }
    }
    return Votes(
      known: known, open: open,
      map: try store.viewpointMap(of: community, voters: voters))
  }

  private func finding(
    _ ballots: ReviewBallots, _ all: VotingHistory, _ votes: Votes
  ) -> Finding {
    Finding(
      review: ballots.review, cycle: ballots.cycle, votes: ballots.voteCount,
      isUnread: ballots.isUnread,
      reading: rule.reading(
        of: ballots.votes, on: ballots.review, all, votes.map.reading(of: ballots.votes)))
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
      .handle(.consensus(outcome, review.evidence.consensusEffect), on: review)
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
    try caller.requireServer()
    let community = try await store.read { try $0.owned(community, by: caller).id }
    guard let decided = try await ConsensusPass(site: self, community: community).run() else {
      throw SiteError.conflict(reason: "A run over this community is under way")
    }
    try await readPlatformNotes(of: community)
    return decided
  }
}
