import NoteModel
import Testing

@testable import Moderation

@Suite("Who may vote")
struct VotingTests {
  private let now = Sample.now
  private let policy = ModerationPolicy()

  private func refusal(
    _ voter: Voter, _ group: ReviewGroup, _ policy: ModerationPolicy = ModerationPolicy()
  ) throws -> Ballot.Refusal? {
    Ballot.refusal(of: voter, on: try Sample.item(.consensus, group: group).item, policy)
  }

  @Test(
    "is a matter of the item's group and the voter's level",
    arguments: [
      (nil, ReviewGroup.community, false), (0, .community, false), (1, .community, false),
      (2, .community, true), (2, .trusted, false), (3, .trusted, true), (4, .staff, false),
    ] as [(Int?, ReviewGroup, Bool)])
  func groups(level: Int?, group: ReviewGroup, may: Bool) throws {
    #expect(try (refusal(Voter("m", trustLevel: level), group) == nil) == may)
  }

  @Test("is every moderator and every administrator, whatever their level and the group")
  func staff() throws {
    for group in ReviewGroup.allCases {
      var moderator = Voter("m")
      moderator.isModerator = true
      var admin = Voter("a")
      admin.isAdmin = true
      #expect(try refusal(moderator, group) == nil && refusal(admin, group) == nil)
    }
  }

  @Test("is never widened by a lower minimum, and narrowed by a higher one")
  func minimum() throws {
    var low = policy
    low.reviewerMinTrustLevel = 1
    #expect(try refusal(Voter("m", trustLevel: 1), .community, low) == .notInGroup)
    var high = policy
    high.reviewerMinTrustLevel = 3
    #expect(try refusal(Voter("m", trustLevel: 2), .community, high) == .notInGroup)
  }

  @Test("is every active member where the host has no levels")
  func noLevels() throws {
    var flat = policy
    flat.trustLevelSource = .membership
    #expect(try refusal(Voter("m"), .community, flat) == nil)
    #expect(try refusal(Voter("m"), .trusted, flat) == .notInGroup)
  }

  @Test("is not the author of the post, nobody banned, nobody who has left")
  func others() throws {
    #expect(try refusal(Voter("author", trustLevel: 4), .community) == .ownPost)
    var banned = Voter("m", trustLevel: 4)
    banned.isBanned = true
    #expect(try refusal(banned, .community) == .banned)
    var gone = Voter("m", trustLevel: 4)
    gone.isActiveMember = false
    #expect(try refusal(gone, .community) == .notActiveMember)
  }

  @Test("text that names no group means staff")
  func storedGroup() {
    #expect(ReviewGroup(stored: "trusted") == .trusted)
    #expect(ReviewGroup(stored: nil) == .staff && ReviewGroup(stored: "everybody") == .staff)
  }

  @Test("a vote keeps who the voter was")
  func recorded() throws {
    var voter = Voter("m", trustLevel: 3)
    voter.isModerator = true
    let vote = try Ballot.cast(
      .notHelpful, by: voter, on: Sample.item(.consensus).item, earlier: nil, policy, at: now
    ).vote
    #expect(vote.voter == "m" && vote.value == .notHelpful && vote.castAt == now)
    #expect(vote.trustLevel == 3 && vote.isModerator && !vote.isAdmin)
  }

  @Test("nobody votes twice, and the first vote stands")
  func once() throws {
    let item = try Sample.item(.consensus).item
    let voter = Voter("m", trustLevel: 2)
    let first = try Ballot.cast(.helpful, by: voter, on: item, earlier: nil, policy, at: now).vote
    for (value, later) in [
      (VoteValue.notHelpful, 0), (.somewhatHelpful, 1), (.helpful, 15_001), (.helpful, -1),
    ] as [(VoteValue, Int64)] {
      #expect(throws: Ballot.Refusal.alreadyVoted) {
        () throws(Ballot.Refusal) in
        try Ballot.cast(value, by: voter, on: item, earlier: first, policy, at: now + later)
      }
    }
    let retry = try Ballot.cast(
      .helpful, by: voter, on: item, earlier: first, policy, at: now + 15_000)
    #expect(retry == .stored(first))
  }

  @Test("nobody votes on what is closed")
  func closed() throws {
    for command in [
      ReviewCommand.consensus(.helpful, .carryOut), .consensus(.helpful, .awaitStaff),
      .staff(.ignore, Sample.staff()), .system(.superseded(by: "next")),
    ] {
      let item = try Sample.item(.consensus).item.handling(command, at: now).item
      #expect(throws: Ballot.Refusal.closed) {
        () throws(Ballot.Refusal) in
        try Ballot.cast(
          .helpful, by: Voter("m", trustLevel: 2), on: item, earlier: nil, policy, at: now)
      }
    }
  }

  @Test("values are named in any case of letters, and two of the three are offered")
  func values() {
    #expect(VoteValue(name: "Not_Helpful") == .notHelpful)
    #expect(VoteValue(name: "HELPFUL") == .helpful && VoteValue(name: "perhaps") == nil)
    #expect(VoteValue.offered == [.helpful, .notHelpful])
    #expect(VoteValue.allCases.map(\.favour) == [1, 0.5, 0])
  }
}

@Suite("The review page")
struct ReviewQueueTests {
  private let policy = ModerationPolicy()

  private func lists(
    _ item: ReviewItem, _ viewer: Voter, hasVoted: Bool = false, excludeVoted: Bool = true
  ) -> Bool {
    ReviewQueue.lists(
      item, for: viewer, hasVoted: hasVoted, excludeVoted: excludeVoted, policy)
  }

  @Test("lists open items of the viewer's groups, not their own, not those voted on")
  func members() throws {
    let item = try Sample.item(.immediate).item
    let member = Voter("m", trustLevel: 2)
    #expect(lists(item, member) && !lists(item, Voter("n", trustLevel: 1)))
    #expect(!lists(item, Voter("author", trustLevel: 4)))
    #expect(!lists(item, member, hasVoted: true))
    #expect(lists(item, member, hasVoted: true, excludeVoted: false))
    let decided = try item.handling(.consensus(.helpful, .carryOut), at: 0).item
    #expect(!lists(decided, member))
  }

  @Test("shows staff every open item, what they voted on and took to themselves too")
  func staff() throws {
    var staff = Voter("s")
    staff.isModerator = true
    let taken = try Sample.item(.consensus).item
      .handling(.staff(.escalate, Sample.staff()), at: 0).item
    #expect(lists(taken, staff, hasVoted: true) && !lists(taken, Voter("m", trustLevel: 4)))
    let ignored = try Sample.item(.consensus).item
      .handling(.staff(.ignore, Sample.staff()), at: 0).item
    #expect(!lists(ignored, staff))
  }

  @Test("marks an item stale after its hours, and leaves it open")
  func stale() throws {
    let item = try Sample.item(.consensus).item
    let limit = Sample.now + 72 * Millis.hour
    #expect(!ReviewQueue.isStale(item, policy, at: limit))
    #expect(ReviewQueue.isStale(item, policy, at: limit + 1) && item.takesVotes)
    let decided = try item.handling(.consensus(.helpful, .carryOut), at: limit).item
    #expect(!ReviewQueue.isStale(decided, policy, at: limit + 1))
  }
}
