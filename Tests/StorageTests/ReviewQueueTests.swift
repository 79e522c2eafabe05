import Moderation
import Testing

@testable import Storage

@Suite("The store finds the reviews of a member's page")
struct ReviewQueueTests {
  private static let start = StoreFixture.start
  private static let members = (0..<6).map { MemberID("member-\($0)") }
  private static let channels: [String?] = [nil, "5", "6"]

  /// A forum whose category 5 trusts nobody below level 3.
  private static func policy(_ channel: String?) -> ModerationPolicy {
    var policy = ModerationPolicy()
    if channel == "5" { policy.reviewerMinTrustLevel = 3 }
    return policy
  }

  private struct Forum: Sendable {
    var reviews: [StoredReview] = []
    /// By review and voter.
    var votes: Set<[String]> = []
  }

  /// Reviews in every state that there is, with votes of some members on some of them.
  private func forum(
    _ fixture: StoreFixture, seed: UInt64, reviews count: Int
  ) async throws -> Forum {
    var random = TestGenerator(seed: seed)
    var forum = Forum()
    for number in 0..<count {
      forum.reviews.append(try Self.review(number, &random))
      for member in Self.members where Int.random(in: 0..<4, using: &random) == 0 {
        forum.votes.insert(["review-\(number)", member.rawValue])
      }
    }
    let made = forum
    try await fixture.store.write { store throws in
      try store.insert(Adapter(id: "adapter", name: "Forum", createdAt: Self.start))
      try store.insert(
        ModeratedCommunity(
          id: "community", adapter: "adapter", platform: "discourse", slug: "forum.example.org",
          name: "Forum", createdAt: Self.start))
      for member in Self.members {
        try store.insert(
          ExternalMember(
            id: member, platform: "discourse", scope: "forum.example.org",
            userID: member.rawValue, name: member.rawValue, createdAt: Self.start))
      }
      for review in made.reviews {
        try store.put(
          ModeratedPost(
            id: review.post, community: "community", message: review.post,
            channel: review.channel, author: "1", authorMember: nil, content: "Text",
            contentHash: "", updatedAt: Self.start))
        try store.put(
          Submission(
            id: review.submission, community: "community", clientKey: review.post,
            post: review.post, message: review.post, channel: review.channel, requestedBy: "1",
            isFlag: false, flagger: nil, content: "Text", contentHash: "", at: Self.start))
        try store.insert(review)
      }
      for vote in made.votes {
        let review = try #require(made.reviews.first { $0.item.id.rawValue == vote[0] })
        try store.insert(
          StoredVote(
            id: vote.joined(separator: " "), note: review.note, cycle: 1,
            vote: Vote(
              item: review.item.id, voter: MemberID(vote[1]), value: .helpful,
              castAt: Self.start, trustLevel: 2, isAdmin: false, isModerator: false),
            origin: nil))
      }
    }
    return forum
  }

  private static func review(
    _ number: Int, _ random: inout TestGenerator
  ) throws -> StoredReview {
    let tier: ModerationTier = Bool.random(using: &random) ? .consensus : .immediate
    // Some opened in the same millisecond: the id decides their order.
    let at = start + Int64(number / 2)
    let action = ModerationAction(
      kind: .hide, tier: tier, reviewGroup: ReviewGroup.allCases.randomElement(using: &random)!,
      policyVersion: 1, at: at)
    let author = members.randomElement(using: &random)!
    var item = try ReviewItem.opening(
      ReviewItemID("review-\(number)"), postAuthor: author, action: action, at: at
    ).item
    let staff = StaffActor("staff", via: .ownInterface)
    let command: ReviewCommand? =
      switch Int.random(in: 0..<8, using: &random) {
      case 0: .consensus(.helpful, .carryOut)
      case 1: .consensus(.helpful, .awaitStaff)
      case 2: .consensus(.notHelpful, .carryOut)
      case 3: .staff(.escalate, staff)
      case 4: .staff(tier == .consensus ? .ignore : .disagree, staff)
      default: nil
      }
    if let command { item = try item.handling(command, at: at + 1).item }
    let classification = try Moderation.Classification(
      confidence: 0.9, labels: [.init("spam", score: 0.8)])
    let verdict = try #require(
      PolicyDecision.decide(classification, ModerationPolicy(), PostFacts()).verdict)
    return StoredReview(
      item: item, community: "community", post: "post-\(number)",
      submission: "submission-\(number)", channel: channels.randomElement(using: &random)!,
      note: "note-\(number)", summary: "Flagged as spam.", evidence: verdict.evidence)
  }

  private func voter(_ member: MemberID, _ random: inout TestGenerator) -> Voter {
    var voter = Voter(member, trustLevel: Int.random(in: 0...4, using: &random))
    voter.isBanned = Int.random(in: 0..<6, using: &random) == 0
    return voter
  }

  private func query(_ voter: Voter) -> MemberQueueQuery {
    var groups: [String?: Set<ReviewGroup>] = [:]
    for channel in [nil, "5"] as [String?] {
      groups.updateValue(
        Set(ReviewGroup.allCases.filter { voter.belongs(to: $0, Self.policy(channel)) }),
        forKey: channel)
    }
    var query = MemberQueueQuery(community: "community", member: voter.member, groups: groups)
    query.mayVote = !voter.isBanned
    query.limit = 1_000
    return query
  }

  /// What the rule of the review page says, one review after the other.
  private func listed(
    _ forum: Forum, for voter: Voter, excludesVoted: Bool, open: Bool?
  ) -> [ReviewItemID] {
    forum.reviews.filter { review in
      let policy = Self.policy(review.channel)
      if review.item.action.state.isOpen {
        return ReviewQueue.lists(
          review.item, for: voter,
          hasVoted: forum.votes.contains([review.item.id.rawValue, voter.member.rawValue]),
          excludeVoted: excludesVoted, policy)
      }
      return open != true && review.item.isDecided && !review.item.isDeleted
        && voter.belongs(to: review.item.action.reviewGroup, policy)
    }
    .sorted {
      ($0.item.action.createdAt, $0.item.id) > ($1.item.action.createdAt, $1.item.id)
    }
    .map(\.item.id)
  }

  @Test(
    "it holds exactly what the rule lists, in its order", arguments: 1...8 as ClosedRange<UInt64>)
  func rule(seed: UInt64) async throws {
    let fixture = try StoreFixture()
    let forum = try await forum(fixture, seed: seed, reviews: 60)
    var random = TestGenerator(seed: seed &+ 1_000)
    for member in Self.members {
      let voter = voter(member, &random)
      for excludesVoted in [true, false] {
        for open in [true, nil] as [Bool?] {
          var query = query(voter)
          query.excludesVoted = excludesVoted
          query.states = open.map { _ in [.underReview, .retroReview] }
          let asked = query
          let found = try await fixture.store.read { try $0.queue(asked) }
          let expected = listed(forum, for: voter, excludesVoted: excludesVoted, open: open)
          #expect(found.items.map(\.item.id) == expected)
          #expect(found.total == expected.count)
        }
      }
    }
  }

  @Test("pages follow each other without a gap or a repeat, and count the same")
  func pages() async throws {
    let fixture = try StoreFixture()
    let forum = try await forum(fixture, seed: 9, reviews: 60)
    var query = query(Voter("member-0", trustLevel: 4))
    query.limit = 7
    var pages: [ReviewItemID] = []
    let expected = listed(
      forum, for: Voter("member-0", trustLevel: 4), excludesVoted: true, open: nil)
    for offset in stride(from: 0, through: expected.count, by: 7) {
      query.offset = offset
      let asked = query
      let found = try await fixture.store.read { try $0.queue(asked) }
      #expect(found.total == expected.count)
      pages += found.items.map(\.item.id)
    }
    #expect(pages == expected)
  }

  @Test("votes are counted without those of members who are taken out")
  func ballots() async throws {
    let fixture = try StoreFixture()
    let forum = try await forum(fixture, seed: 10, reviews: 30)
    try await fixture.store.write { store throws in
      var member = try #require(try store.externalMember("member-2"))
      member.isExcluded = true
      try store.update(member)
    }
    let open = try await fixture.store.read { try $0.openBallots(of: "community") }
    let decided = try await fixture.store.read {
      try $0.decidedBallots(of: "community", after: nil, limit: 100)
    }
    #expect(!open.isEmpty && !decided.isEmpty)
    #expect(Set(open.map(\.review)).isDisjoint(with: decided.map(\.review)))
    for ballots in open + decided {
      let voters = forum.votes.filter { $0[0] == ballots.review.rawValue }.map { MemberID($0[1]) }
      #expect(ballots.voteCount == voters.count)
      #expect(ballots.votes.map(\.voter) == voters.filter { $0 != "member-2" }.sorted())
    }
  }

  @Test("a community has unread votes from a vote to the next reading of an open review")
  func unread() async throws {
    let fixture = try StoreFixture()
    let forum = try await forum(fixture, seed: 12, reviews: 30)
    let open = try #require(forum.reviews.first { $0.item.takesVotes }).item.id
    let closed = try #require(forum.reviews.first { !$0.item.takesVotes }).item.id
    let reading = ConsensusRule().reading(
      of: [CastVote("member-1", .helpful)], on: "other", VotingHistory())
    func unread() async throws -> [String] {
      try await fixture.store.read { try $0.communitiesWithUnreadVotes() }
    }
    #expect(try await unread().isEmpty)
    try await fixture.store.write { try $0.noteVote(on: closed) }
    #expect(try await unread().isEmpty)
    try await fixture.store.write { try $0.noteVote(on: open) }
    #expect(try await unread() == ["community"])
    try await fixture.store.write { try $0.note(reading, of: open, cycle: 1) }
    #expect(try await unread().isEmpty)
    try await fixture.store.write { store throws in
      try store.noteVote(on: open)
      try store.forgetReading(of: open)
    }
    #expect(try await unread().isEmpty)
    #expect(try await fixture.store.read { try $0.review(open)?.reading } == nil)
  }

  @Test("a reading is written beside the review, and not once it takes no votes")
  func reading() async throws {
    let fixture = try StoreFixture()
    let forum = try await forum(fixture, seed: 11, reviews: 30)
    let reading = ConsensusRule().reading(
      of: [CastVote("member-1", .helpful)], on: "other", VotingHistory())
    try await fixture.store.write { store throws in
      for review in forum.reviews {
        try store.note(reading, of: review.item.id, cycle: 1)
      }
    }
    for review in forum.reviews {
      let kept = try #require(try await fixture.store.read { try $0.review(review.item.id) })
      #expect(kept.reading == (review.item.takesVotes ? reading : nil))
      #expect(kept.item == review.item)
    }
  }
}

/// A seeded source of random bits (SplitMix64).
private struct TestGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
