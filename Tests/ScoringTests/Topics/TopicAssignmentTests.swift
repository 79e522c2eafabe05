import Parallel
import Snapshot
import Testing

@testable import Scoring

struct TopicAssignmentTests {
  @Test func postsGetTheReferencesTopics() {
    // Given posts on three topics, which the model learns from
    let posts = PostTexts(TopicNotes.table(TopicNotes.mixed))
    // When it sorts them
    let topics = TopicModel.train(posts).assign(posts).topic
    // Then the conflicted post 9 and the notes of deleted posts have one, too
    let found = zip(posts.postIDs, topics).filter { $0.1 != nil }
    #expect(found.map(\.0) == [-1, 1, 3, 4, 5, 7, 9])
    #expect(
      found.map(\.1) == [
        .gazaConflict, .ukraineConflict, .ukraineConflict, .gazaConflict, .gazaConflict, .scams,
        .ukraineConflict,
      ])
  }

  @Test func aSeedTopicHoldsAsLongAsItIsNotNearlyImpossible() {
    #expect(Self.decided([.scams], [0.98, 0, 0, 0, 0.02, 0]) == .scams)
    #expect(Self.decided([.scams], [0.995, 0, 0, 0, 0.005, 0]) == nil)
    #expect(Self.decided([.inDimensionTwo], [0.985, 0, 0, 0, 0, 0.015]) == nil)
    #expect(Self.decided([.inDimensionTwo], [0.975, 0, 0, 0, 0, 0.025]) == .inDimensionTwo)
  }

  @Test func withoutSeedTermsTheLikeliestTopicIsTaken() {
    #expect(Self.decided([], [0.3, 0.4, 0.1, 0.1, 0.1, 0]) == .ukraineConflict)
    #expect(Self.decided([], [0.5, 0.2, 0.3, 0, 0, 0]) == nil)
  }

  @Test func theLowestLabelIsTakenAmongEqualOnes() {
    #expect(Self.decided([], [0.2, 0.4, 0.4, 0, 0, 0]) == .ukraineConflict)
    #expect(Self.decided([.gazaConflict, .scams], [0.6, 0, 0.2, 0, 0.2, 0]) == .gazaConflict)
  }

  @Test func ofConflictingSeedTopicsTheLikeliestIsTaken() {
    #expect(
      Self.decided([.ukraineConflict, .gazaConflict], [0.7, 0.1, 0.2, 0, 0, 0]) == .gazaConflict)
  }

  @Test func ofConflictingSeedTopicsNoneIsTakenIfAllAreNearlyImpossible() {
    #expect(
      Self.decided([.ukraineConflict, .gazaConflict], [0.2, 0.004, 0.005, 0, 0.791, 0]) == .scams)
  }

  @Test func accuracyIsTheMeanShareOfEachLabelFoundAgain() throws {
    // Given three posts without seed terms, one on scams, one conflicted
    let none = SIMD8<Double>(1, 0, 0, 0, 0, 0, 0, 0)
    let scams = SIMD8<Double>(0, 0, 0, 0, 1, 0, 0, 0)
    let predictions = [
      Prediction(found: [], probabilities: none), Prediction(found: [], probabilities: none),
      Prediction(found: [], probabilities: scams),
      Prediction(found: TopicSet(.scams), probabilities: scams),
      Prediction(
        found: [TopicSet(.scams), TopicSet(.gazaConflict)], probabilities: none),
    ]
    // Then two thirds and one average to five sixths
    #expect(try #require(balancedAccuracy(predictions)) == (2.0 / 3 + 1) / 2)
  }

  @Test func withoutAClassifierSeedTermsThatAgreeDecide() {
    // Given posts whose only words are seed terms
    let posts = PostTexts(TopicNotes.table([(1, "scam"), (2, "gaza"), (3, "scam gaza"), (4, "")]))
    // When the model is used
    let found = TopicModel.train(posts).assign(posts)
    // Then the conflicted and the empty post have no topic, and the reason is told
    #expect(found.topic == [.scams, .gazaConflict, nil, nil])
    #expect(found.shortfall == .noWords)
  }

  @Test func anInaccurateClassifierIsNotUsed() throws {
    // Given texts in which nothing but the seed terms tells topics apart
    let terms = ["scam", "gaza", "ukraine", "ronaldo", "ugc"]
    var notes: [(post: Int64, text: String)] = [(1000, "same words scam gaza")]
    for post in 0..<100 {
      let term = post % 20 < terms.count ? terms[post % 20] : ""
      notes.append((Int64(post), "same words \(term)"))
    }
    let posts = PostTexts(TopicNotes.table(notes))
    // When the model is used
    let found = TopicModel.train(posts).assign(posts)
    // Then only seed terms that agree decide, and the reason is told
    #expect(found.shortfall == .inaccurate(balancedAccuracy: 1.0 / 6))
    #expect(found.topic[0] == .scams)
    #expect(found.topic[100] == nil)
  }

  @Test func noPostsHaveNoTopics() {
    let posts = PostTexts(NoteTable())
    let found = TopicModel.train(posts).assign(posts)
    #expect(found.topic == [])
    #expect(found.shortfall == .oneLabel)
  }

  private static func decided(_ seeds: [NoteTopic], _ probabilities: [Double]) -> NoteTopic? {
    var lanes = SIMD8<Double>.zero
    for (label, value) in probabilities.enumerated() { lanes[label] = value }
    return Prediction(
      found: TopicSet(seeds.map { TopicSet($0) }), probabilities: lanes
    ).decided
  }
}
