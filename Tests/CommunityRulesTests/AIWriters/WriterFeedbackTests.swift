import NoteModel
import Testing

@testable import CommunityRules

@Suite("What an AI writer is told of its ratings")
struct WriterFeedbackTests {
  private static func rating(
    _ rater: Int, at time: Int64 = 1, _ answer: Helpfulness = .helpful, _ tags: Set<RatingTag> = []
  ) -> Rating {
    Rating(
      noteID: NoteID(1), rater: ParticipantID(rawValue: "r\(rater)"), createdAt: time,
      answer: answer, tags: tags, ratedOn: PostID(1))
  }

  @Test(
    "divides raters where the contract does, and the bounds are neutral",
    arguments: [
      (0.15, FactorBucket.neutral), (-0.15, .neutral), (0.0, .neutral), (0.150001, .positive),
      (-0.150001, .negative), (.infinity, .positive),
    ])
  func bounds(factor: Double, bucket: FactorBucket) {
    #expect(FactorBucket(factor: factor) == bucket)
  }

  @Test("compares in the precision of the factors")
  func precision() {
    #expect(FactorBucket(factor: Float(0.15)) == .neutral)
    #expect(FactorBucket(factor: -Float(0.15)) == .neutral)
    #expect(FactorBucket(factor: Float(0.15).nextUp) == .positive)
    #expect(FactorBucket(factor: Double.nan) == nil)
  }

  @Test("counts answers and tags in each bucket of each model")
  func buckets() throws {
    // Given
    let ratings = [
      Self.rating(1, .helpful, [.helpfulClear, .helpfulGoodSources]),
      Self.rating(2, .somewhatHelpful, [.helpfulClear, .notHelpfulIncorrect]),
      Self.rating(3, .notHelpful, [.notHelpfulNoteNotNeeded, .notHelpfulIncorrect]),
      Self.rating(4),
    ]
    let core = ["r1": 0.5, "r2": 0.9, "r3": -0.5]

    // When
    let feedback = ScoringFeedback.counted(ratings, models: ["Core", "Expansion"]) { rater, model in
      model == "Core" ? core[rater.rawValue] : 0.1
    }

    // Then
    #expect(feedback.map(\.modelName) == ["Core", "Expansion"])
    let positive = feedback[0][.positive]
    #expect(positive.helpful == 1 && positive.somewhatHelpful == 1 && positive.notHelpful == 0)
    #expect(positive.helpfulTags.map(\.tag) == [.helpfulClear, .helpfulGoodSources])
    #expect(positive.helpfulTags.map(\.count) == [2, 1])
    #expect(positive.notHelpfulTags.map(\.tag) == [.notHelpfulIncorrect])
    #expect(feedback[0][.negative].notHelpful == 1)
    #expect(feedback[0][.neutral] == BucketCounts())
    let neutral = feedback[1][.neutral]
    #expect(neutral.helpful + neutral.somewhatHelpful + neutral.notHelpful == 4)
    #expect(
      neutral.notHelpfulTags == [
        .init(tag: .notHelpfulIncorrect, count: 2), .init(tag: .notHelpfulNoteNotNeeded, count: 1),
      ])
  }

  @Test("lists equally frequent tags in the order of the public table, without retired ones")
  func tagOrder() {
    let ratings = [Self.rating(1, .helpful, Set(RatingTag.allCases))]
    let bucket = ScoringFeedback.counted(ratings, models: ["Core"]) { _, _ in 0.0 }[0][.neutral]
    #expect(
      bucket.helpfulTags.map(\.tag.name) == [
        "helpfulOther", "helpfulClear", "helpfulGoodSources", "helpfulAddressesClaim",
        "helpfulImportantContext", "helpfulUnbiasedLanguage",
      ])
    #expect(
      bucket.notHelpfulTags.map(\.tag.name) == [
        "notHelpfulOther", "notHelpfulIncorrect", "notHelpfulSourcesMissingOrUnreliable",
        "notHelpfulMissingKeyPoints", "notHelpfulHardToUnderstand",
        "notHelpfulArgumentativeOrBiased", "notHelpfulSpamHarassmentOrAbuse",
        "notHelpfulIrrelevantSources", "notHelpfulOpinionSpeculation", "notHelpfulNoteNotNeeded",
      ])
  }

  @Test("counts the latest 500 ratings, whatever order they come in")
  func latest() {
    // Given 500 ratings of a later hour and 20 before
    var random = SplitMix64(seed: 37)
    let old = (0..<20).map { Self.rating($0, at: 1, .notHelpful) }
    let new = (20..<520).map { Self.rating($0, at: 2) }

    // When
    let shuffled = (old + new).shuffled(using: &random)
    let bucket = ScoringFeedback.counted(shuffled, models: ["Core"]) { _, _ in 0.0 }[0][.neutral]

    // Then
    #expect(bucket.helpful == 500 && bucket.notHelpful == 0)
  }

  @Test("takes ratings without a factor into the 500, but into no bucket")
  func withoutFactor() {
    let ratings = (0..<600).map { Self.rating($0, at: Int64($0)) }
    let feedback = ScoringFeedback.counted(ratings, models: ["Core"]) { rater, _ -> Float? in
      // The raters of the earlier 300 ratings have one.
      ratings.prefix(300).contains { $0.rater == rater } ? 0.5 : nil
    }
    #expect(feedback[0][.positive].helpful == 200)
  }

  @Test("names statuses and models as the contract does")
  func names() {
    #expect(
      NoteStatus.allCases.map(\.writerName) == [
        "needs_more_ratings", "currently_rated_helpful", "currently_rated_not_helpful",
        "needs_more_ratings", "needs_more_ratings",
      ])
    #expect([1, 14].map(ScoringFeedback.groupName) == ["Group01", "Group14"])
  }
}
