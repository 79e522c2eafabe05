import Foundation
import Testing

@testable import Moderation

@Suite("What somebody sees of a review")
struct ReviewViewTests {
  private let policy = ModerationPolicy()
  private let now = Sample.now + 100

  private func record(
    _ item: ReviewItem, _ values: [VoteValue], scores: [String: Double] = ["spam": 0.95]
  ) throws -> ReviewRecord {
    let votes = values.enumerated().map { number, value in
      Vote(
        item: item.id, voter: MemberID("voter-\(number)"), value: value, castAt: now,
        trustLevel: 2, isAdmin: false, isModerator: false)
    }
    let reading = ConsensusRule().reading(
      of: votes.map(CastVote.init), on: item.id, VotingHistory())
    return ReviewRecord(
      item: item,
      evidence: PolicyDecision.Evidence(
        triggering: ["spam"], scores: scores, thresholds: [:], policyVersion: 3,
        consensusEffect: .carryOut, modelVersion: "m1", confidence: scores["spam"] ?? 0,
        explanation: "because"),
      votes: votes, flagCount: values.count, reading: reading)
  }

  @Test("members see the same of two open items that differ in votes, scores and flags")
  func nothingLeaks() throws {
    var dice = Dice(state: 5)
    for tier in ModerationTier.allCases {
      let item = try Sample.item(tier).item
      let viewer = Voter("somebody", trustLevel: 2)
      let empty = try record(item, []).view(for: viewer, policy, at: now)
      for _ in 0..<200 {
        let values = (0..<Int.random(in: 0...30, using: &dice)).map { _ in
          VoteValue.allCases.randomElement(using: &dice) ?? .helpful
        }
        let record = try record(
          item, values, scores: ["spam": .random(in: 0...1, using: &dice)])
        #expect(record.view(for: viewer, policy, at: now) == empty)
      }
    }
  }

  @Test("no member's view has a field for a number other than a time")
  func fields() throws {
    func names(_ value: some Encodable) throws -> Set<String> {
      let data = try JSONEncoder().encode(value)
      let object = try JSONSerialization.jsonObject(with: data) as? [String: Any]
      return Set(try #require(object).keys)
    }
    let item = try Sample.item(.immediate).item
    let decided = try item.handling(.consensus(.helpful, .carryOut), at: now).item
    let common: Set = ["id", "tier", "action", "labels", "openedAt"]
    let viewer = Voter("voter-0", trustLevel: 2)
    guard case .open(let open) = try record(item, [.helpful]).view(for: viewer, policy, at: now),
      case .decided(let over) = try record(decided, [.helpful]).view(for: viewer, policy, at: now)
    else {
      Issue.record("a member sees an item of their group")
      return
    }
    #expect(try names(open) == common.union(["ownVote"]))
    #expect(try names(over) == common.union(["ownVote", "outcome", "decidedAt", "badge"]))
    #expect(open.ownVote == .helpful && over.outcome == .helpful)
    #expect(over.badge == .communityReviewed)
  }

  @Test("an item that waits for staff still looks open to members")
  func awaiting() throws {
    let item = try Sample.item(.consensus).item
    let awaiting = try item.handling(.consensus(.helpful, .awaitStaff), at: now).item
    let viewer = Voter("m", trustLevel: 2)
    let before = try record(item, []).view(for: viewer, policy, at: now)
    #expect(try record(awaiting, []).view(for: viewer, policy, at: now) == before)
  }

  @Test("staff see votes and scores, at any time")
  func staff() throws {
    var staff = Voter("s")
    staff.isAdmin = true
    let item = try Sample.item(.consensus, group: .staff).item
    guard
      case .staff(let view) = try record(item, [.helpful, .helpful, .notHelpful])
        .view(for: staff, policy, at: now)
    else {
      Issue.record("staff see every item")
      return
    }
    #expect(view.tally.total == 3 && view.tally.helpful == 2 && view.votes.count == 3)
    #expect(view.tally.averageScore == 7.0 / 3 && view.evidence.scores["spam"] == 0.95)
    #expect(view.reading?.scoringStatus == "provisional" && view.flagCount == 3)
  }

  @Test("what is above the viewer's group, ignored or superseded is not there")
  func hidden() throws {
    let viewer = Voter("m", trustLevel: 2)
    let trusted = try Sample.item(.consensus, group: .trusted).item
    #expect(try record(trusted, []).view(for: viewer, policy, at: now) == .hidden)
    for command in [
      ReviewCommand.staff(.ignore, Sample.staff()), .staff(.escalate, Sample.staff()),
      .system(.superseded(by: "next")),
    ] {
      let item = try Sample.item(.consensus).item.handling(command, at: now).item
      #expect(try record(item, []).view(for: viewer, policy, at: now) == .hidden)
    }
  }

  @Test("the badge follows the review")
  func badges() throws {
    let (first, second) = (try Sample.item(.immediate).item, try Sample.item(.consensus).item)
    func badge(_ item: ReviewItem, _ command: ReviewCommand) throws -> ReviewBadge? {
      ReviewBadge(try item.handling(command, at: now).item)
    }
    #expect(ReviewBadge(first) == .autoActioned && ReviewBadge(second) == .underReview)
    #expect(try badge(first, .consensus(.helpful, .carryOut)) == .communityReviewed)
    #expect(try badge(first, .consensus(.notHelpful, .carryOut)) == .restored)
    #expect(try badge(second, .consensus(.helpful, .carryOut)) == .communityReviewed)
    #expect(try badge(second, .consensus(.notHelpful, .carryOut)) == .noAction)
    #expect(try badge(second, .staff(.agree, Sample.staff())) == nil)
    #expect(try badge(second, .staff(.disagree, Sample.staff())) == nil)
    #expect(try badge(second, .staff(.ignore, Sample.staff())) == nil)
  }
}
