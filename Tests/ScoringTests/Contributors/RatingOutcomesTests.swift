import NoteModel
import Snapshot
import Testing

@testable import Scoring

@Suite("Rating outcomes")
struct RatingOutcomesTests {
  private func outcomes(
    _ status: NoteStatus, decidedAfter: Int64? = nil,
    _ ratings: (inout ContributorCommunity) -> Void
  ) throws -> RatingOutcomes {
    var community = ContributorCommunity()
    community.note(
      1, by: "ann", status, decidedAt: decidedAfter.map { ContributorCommunity.start + $0 })
    community.add("bob")
    ratings(&community)
    return try community.inputs().ratingOutcomes()[community.person("bob")]
  }

  @Test(
    "an answer succeeds where the note's status says the same",
    arguments: [
      (NoteStatus.helpful, Helpfulness.helpful, \RatingOutcomes.successfulHelpful),
      (.helpful, .notHelpful, \.unsuccessfulHelpful),
      (.notHelpful, .notHelpful, \.successfulNotHelpful),
      (.notHelpful, .helpful, \.unsuccessfulNotHelpful),
      (.needsMoreRatings, .helpful, \.awaitingMoreRatings),
      (.needsMoreRatings, .somewhatHelpful, \.awaitingMoreRatings),
      (.needsMoreRatings, .notHelpful, \.awaitingMoreRatings),
    ] as [(NoteStatus, Helpfulness, any WritableKeyPath<RatingOutcomes, Int32> & Sendable)])
  func answers(
    status: NoteStatus, answer: Helpfulness,
    count: any WritableKeyPath<RatingOutcomes, Int32> & Sendable
  ) throws {
    var expected = RatingOutcomes()
    expected.isCounted = true
    expected[keyPath: count] = 1
    #expect(try outcomes(status) { $0.rate(1, by: "bob", answer) } == expected)
  }

  @Test("somewhat helpful is neither success nor failure, but counts the rater")
  func somewhatHelpful() throws {
    var expected = RatingOutcomes()
    expected.isCounted = true
    #expect(try outcomes(.helpful) { $0.rate(1, by: "bob", .somewhatHelpful) } == expected)
    #expect(try outcomes(.notHelpful) { $0.rate(1, by: "bob", .somewhatHelpful) } == expected)
  }

  @Test("a rating qualifies until 48 hours after the note", arguments: [(-1, true), (0, false)])
  func deadline(offset: Int64, isCounted: Bool) throws {
    let outcomes = try outcomes(.helpful) {
      $0.rate(1, by: "bob", .helpful, after: 48 * Millis.hour + offset)
    }
    #expect(outcomes.isCounted == isCounted)
    #expect(outcomes.successfulHelpful == (isCounted ? 1 : 0))
  }

  @Test(
    "a rating qualifies until the note's latest decision",
    arguments: [(999, true), (1000, false), (1001, false)])
  func decision(after: Int64, isCounted: Bool) throws {
    let outcomes = try outcomes(.helpful, decidedAfter: 1000) {
      $0.rate(1, by: "bob", .helpful, after: after)
    }
    #expect(outcomes.isCounted == isCounted)
  }

  @Test("of a note from before May 2022 the first five ratings count")
  func oldNote() throws {
    var community = ContributorCommunity()
    community.note(1, by: "ann", .helpful, at: 1_652_918_399_999)
    for rater in ["a", "b", "c", "d", "e", "f"] {
      community.rate(1, by: rater, .helpful, after: 1_652_918_400_000 - ContributorCommunity.start)
    }
    let outcomes = try community.inputs().ratingOutcomes()
    #expect(outcomes.map(\.successfulHelpful) == [1, 0, 1, 1, 1, 1, 0])
  }

  @Test("ratings after the decision are counted whether or not they qualify, but not at it")
  func afterDecision() throws {
    let outcomes = try outcomes(.helpful, decidedAfter: 1000) {
      $0.note(2, by: "ann", .notHelpful, decidedAt: ContributorCommunity.start - 1)
      $0.rate(1, by: "bob", .helpful, after: 1000)
      $0.rate(2, by: "bob", .helpful)
    }
    #expect(outcomes.afterDecision == 1)
    #expect(!outcomes.isCounted)
  }

  @Test("a note that needs more ratings again still has a latest decision")
  func decisionWithdrawn() throws {
    let outcomes = try outcomes(.needsMoreRatings, decidedAfter: 1000) {
      $0.rate(1, by: "bob", .helpful, after: 1001)
    }
    #expect(outcomes.afterDecision == 1)
    #expect(outcomes.awaitingMoreRatings == 0)
  }

  @Test("ratings of a note that nobody decided on are left out")
  func unknownNote() throws {
    var community = ContributorCommunity()
    community.note(1, by: "ann", nil)
    community.rate(1, by: "bob", .helpful)
    #expect(try community.inputs().ratingOutcomes().allSatisfy { $0 == RatingOutcomes() })
  }

  @Test("impact is successes less failures, with help for not-helpful notes counted twice")
  func impact() {
    var outcomes = RatingOutcomes()
    outcomes.successfulHelpful = 10
    outcomes.successfulNotHelpful = 4
    outcomes.unsuccessfulHelpful = 3
    outcomes.unsuccessfulNotHelpful = 2
    #expect(outcomes.successful == 14)
    #expect(outcomes.unsuccessful == 5)
    #expect(outcomes.impact == 7)
  }
}
