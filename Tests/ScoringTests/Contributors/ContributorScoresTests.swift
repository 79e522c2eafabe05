import NoteModel
import Snapshot
import Testing

@testable import Scoring

@Suite("Contributor scores")
struct ContributorScoresTests {
  /// A cell of a participant's row.
  private func cell(_ table: TSVTable, _ name: String, _ column: String) throws -> String? {
    let row = try #require(try table.texts("raterParticipantId").firstIndex(of: name))
    return try table.texts(column)[row]
  }

  /// A model that gives somebody a row and nothing else.
  private func topicModel(of rater: Int) -> ContributorModel {
    var raters = PrescoredModel.Raters()
    raters.rater = [UInt32(rater)]
    return .fitted(.topicInDimensionTwo, raters)
  }

  @Test("list who rated in time, wrote, is in a model or in a cluster, and nobody else")
  func listed() throws {
    var community = ContributorCommunity()
    community.note(1, by: "author", .helpful)
    community.rate(1, by: "rater", .helpful)
    community.rate(1, by: "late rater", .helpful, after: 48 * Millis.hour)
    community.add("topic rater", "coordinated")
    community.enroll("enrolled only", .earnedIn)
    let table = try community.table(
      models: [topicModel(of: community.person("topic rater"))],
      clusters: RaterClusters(rows: [
        .init(
          rater: UInt32(try community.person("coordinated")), postSelectionValue: 1,
          quasiCliqueValue: 0)
      ]))
    #expect(
      try table.texts("raterParticipantId") == ["author", "coordinated", "rater", "topic rater"])
  }

  @Test("stand in the order of positions as decimal texts")
  func order() throws {
    var community = ContributorCommunity()
    let names = (0...11).map { "p" + ($0 < 10 ? "0" : "") + "\($0)" }
    for name in names { community.note(Int64(names.firstIndex(of: name)!), by: name) }
    let expected = [0, 1, 10, 11, 2, 3, 4, 5, 6, 7, 8, 9].map { names[$0] }
    #expect(try community.table().texts("raterParticipantId") == expected)
  }

  @Test("keep decimal order with a prefix and its continuations")
  func decimalOrder() {
    let people = ParticipantIDs((0..<2000).map { "p\(10_000 + $0)" })
    let sorted = people.inContributorOrder((0..<2000).map { UInt32($0) }.reversed())
    #expect(sorted == (0..<2000).map { UInt32($0) }.sorted { "\($0)" < "\($1)" })
  }

  @Test("stand in the order of the ids themselves where all are whole numbers")
  func wholeNumberIDs() throws {
    var community = ContributorCommunity()
    for id in 7...19 as ClosedRange<Int64> { community.note(id, by: "\(id)") }
    let ids = try community.table().texts("raterParticipantId")
    #expect(ids == (7...19).map { "\($0)" }.sorted())
  }

  @Test("leave rating counts empty without a qualifying rating, and note counts without a note")
  func emptyCounts() throws {
    var community = ContributorCommunity()
    community.note(1, by: "author", .helpful, decidedAt: ContributorCommunity.start, ratings: 3)
    community.note(2, by: "author", .helpful)
    community.rate(1, by: "author", .helpful, after: 1)
    community.rate(2, by: "rater", .helpful)
    let table = try community.table()
    for column in ["successfulRatingTotal", "ratingsAwaitingMoreRatings", "ratedAfterDecision"] {
      #expect(try cell(table, "author", column) == nil)
    }
    #expect(try cell(table, "rater", "successfulRatingTotal") == "1.0")
    #expect(try cell(table, "rater", "ratedAfterDecision") == "0.0")
    for column in ["notesCurrentlyRatedHelpful", "aggregateRatingReceivedTotal"] {
      #expect(try cell(table, "rater", column) == nil)
    }
    #expect(try cell(table, "author", "notesCurrentlyRatedHelpful") == "2.0")
    #expect(try cell(table, "author", "aggregateRatingReceivedTotal") == "3.0")
    #expect(try cell(table, "rater", "crhTotal90d") == "0")
    #expect(try cell(table, "rater", "isEmergingWriter") == "False")
  }

  @Test("judge authors by five notes since they earned out")
  func decidingNotes() throws {
    var community = ContributorCommunity()
    // Five newer decided notes hide the first of three not-helpful ones.
    for (id, status) in zip(
      1...6, [.notHelpful, .notHelpful, .notHelpful, .helpful, .helpful, .helpful] as [NoteStatus])
    {
      community.note(Int64(id), by: "ann", status)
    }
    for id in 11...13 as ClosedRange<Int64> { community.note(id, by: "bob", .notHelpful) }
    for id in 21...24 as ClosedRange<Int64> { community.note(id, by: "bob", .helpful) }
    community.note(31, by: "cid", .notHelpful, at: ContributorCommunity.start - 1)
    community.note(32, by: "cid", .notHelpful, at: ContributorCommunity.start - 1)
    community.note(33, by: "cid", .notHelpful)
    for id in 34...36 as ClosedRange<Int64> { community.note(id, by: "cid", .helpful) }
    community.enroll("ann", .earnedIn)
    community.enroll("bob", .earnedIn)
    community.enroll("cid", .earnedIn, lastEarnOutAt: ContributorCommunity.start - 1)
    let scores = try community.scores()
    #expect(scores.standing.map { $0?.state } == [.atRisk, .earnedIn, .earnedIn])
  }

  @Test("move the moment of earning out to now for who acknowledged it, which clears their notes")
  func acknowledged() throws {
    var community = ContributorCommunity()
    for id in 1...3 as ClosedRange<Int64> { community.note(id, by: "ann", .notHelpful) }
    community.note(4, by: "bob", .helpful)
    for id in 5...10 as ClosedRange<Int64> {
      community.note(id, by: "bob", .helpful)
      community.rate(id, by: "ann", .helpful)
    }
    community.enroll("ann", .earnedOutAcknowledged, times: 1, lastEarnOutAt: 2)
    let table = try community.table()
    #expect(try cell(table, "ann", "enrollmentState") == "0")
    #expect(try cell(table, "ann", "numberOfTimesEarnedOut") == "1")
    #expect(
      try cell(table, "ann", "timestampOfLastEarnOut") == "\(ContributorCommunity.now).0")
  }

  @Test("keep the state of an author without notes since earning out, and say nothing else")
  func noStanding() throws {
    var community = ContributorCommunity()
    community.note(1, by: "ann", .notHelpful, ratings: 5)
    for rater in ["bob", "cid"] {
      community.rate(
        1, by: rater, .notHelpful, tags: [.notHelpfulOther, .notHelpfulIncorrect])
    }
    community.enroll("ann", .earnedOutAcknowledged, needed: 9, times: 1)
    let table = try community.table()
    #expect(try cell(table, "ann", "enrollmentState") == "3")
    #expect(try cell(table, "ann", "notesCurrentlyRatedNotHelpful") == "1.0")
    for column in [
      "successfulRatingNeededToEarnIn", "timestampOfLastStateChange", "numberOfTimesEarnedOut",
      "authorTopNotHelpfulTagValues", "isEmergingWriter",
    ] {
      #expect(try cell(table, "ann", column) == nil, "\(column) is empty")
    }
  }

  @Test("treat who is not enrolled as a new user who never earned out")
  func notEnrolled() throws {
    var community = ContributorCommunity()
    community.note(1, by: "ann", .helpful)
    community.add("bob")
    let table = try community.table(models: [topicModel(of: 1)])
    #expect(try cell(table, "ann", "enrollmentState") == "4")
    #expect(try cell(table, "ann", "successfulRatingNeededToEarnIn") == "5")
    #expect(try cell(table, "ann", "timestampOfLastEarnOut") == "1.0")
    #expect(try cell(table, "ann", "timestampOfLastStateChange") == nil)
    #expect(try cell(table, "bob", "enrollmentState") == nil)
    #expect(try cell(table, "bob", "timestampOfLastEarnOut") == "1.0")
  }

  @Test("say 1 where a moment of earning out is missing in the enrollment")
  func missingEarnOut() throws {
    var community = ContributorCommunity()
    community.note(1, by: "ann", .helpful)
    community.enroll("ann", .earnedIn, lastEarnOutAt: nil)
    #expect(try cell(community.table(), "ann", "timestampOfLastEarnOut") == "1.0")
  }

  @Test("show an author's top tags as numbers")
  func topTags() throws {
    var community = ContributorCommunity()
    community.note(1, by: "ann")
    for rater in ["bob", "cid"] {
      community.rate(
        1, by: rater, .notHelpful, tags: [.notHelpfulMissingKeyPoints, .notHelpfulNoteNotNeeded])
    }
    let table = try community.table()
    #expect(try cell(table, "ann", "authorTopNotHelpfulTagValues") == "12,4")
    #expect(try cell(table, "bob", "authorTopNotHelpfulTagValues") == nil)
  }
}
