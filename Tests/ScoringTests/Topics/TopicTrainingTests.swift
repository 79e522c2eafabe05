import Factorization
import Foundation
import Parallel
import Snapshot
import Testing

@testable import Scoring

/// Expected numbers are scikit-learn's, for the same posts.
struct TopicTrainingTests {
  private let posts = PostTexts(TopicNotes.table(TopicNotes.mixed))

  @Test func theVocabularyHasNoWordsWithSeedTermsNorOfConflictedPosts() throws {
    let classifier = try #require(TopicModel.train(posts).classifier)
    #expect(
      classifier.words.sorted() == [
        "2014", "about", "again", "another", "are", "at", "birds", "bombed", "border", "by", "cat",
        "cats", "click", "coins", "cold", "deleted", "do", "dogs", "fake", "filmed", "from",
        "front", "hit", "hospital", "in", "is", "link", "moved", "near", "not", "one", "ordered",
        "rocket", "sells", "shows", "sing", "spring", "tanks", "the", "this", "to", "two", "video",
        "was", "were",
      ])
  }

  @Test(arguments: [
    ("the", 1.336472), ("tanks", 2.252763), ("hospital", 2.029619), ("cat", 2.540445),
  ])
  func rareWordsWeighMore(_ word: String, weight: Double) throws {
    let classifier = try #require(TopicModel.train(posts).classifier)
    let index = try #require(classifier.words.firstIndex(of: word))
    #expect(abs(classifier.inverseDocumentFrequency[index] - weight) < 1e-6)
  }

  @Test func featuresAreCountsTimesWeightsScaledToLengthOne() throws {
    // Given post 13, in which "spring" occurs twice
    let classifier = try #require(TopicModel.train(posts).classifier)
    var features = TopicFeatures(
      TopicWords(
        classifier.words, inverseDocumentFrequency: classifier.inverseDocumentFrequency))
    // When it is read
    features.read(try #require(posts.postIDs.firstIndex(of: 13)), of: posts)
    // Then
    let values = Dictionary(
      uniqueKeysWithValues: features.row.map { (classifier.words[Int($0.column)], $0.value) })
    let expected: [String: Float] = [
      "spring": 0.693023, "sing": 0.346512, "is": 0.298819, "in": 0.26498, "cold": 0.346512,
      "birds": 0.346512,
    ]
    #expect(values.count == expected.count)
    for (word, value) in expected { #expect(abs((values[word] ?? 0) - value) < 1e-5, "\(word)") }
  }

  @Test(
    arguments: [
      (-1, [0.373937, 0.123874, 0.43356, 0, 0.068629, 0]),
      (1, [0.411066, 0.329489, 0.184112, 0, 0.075333, 0]),
      (5, [0.409125, 0.119239, 0.404531, 0, 0.067105, 0]),
      (9, [0.542965, 0.194324, 0.189935, 0, 0.072775, 0]),
      (13, [0.674767, 0.107862, 0.158466, 0, 0.058905, 0]),
    ] as [(Int64, [Double])])
  func probabilitiesAreThoseOfTheFittedRegression(post: Int64, expected: [Double]) throws {
    let classifier = try #require(TopicModel.train(posts).classifier)
    var features = TopicFeatures(
      TopicWords(
        classifier.words, inverseDocumentFrequency: classifier.inverseDocumentFrequency))
    features.read(try #require(posts.postIDs.firstIndex(of: post)), of: posts)
    let probabilities = classifier.probabilities(features.row)
    for (label, value) in expected.enumerated() {
      #expect(abs(probabilities[label] - value) < 2e-5)
    }
  }

  @Test func theModelDoesNotDependOnTheNumberOfThreads() {
    #expect(
      TopicModel.train(posts, workers: Workers(threads: 1))
        == TopicModel.train(posts, workers: Workers(threads: 3)))
  }

  @Test func aSavedModelAssignsTheSameTopics() throws {
    let model = TopicModel.train(posts)
    let saved = try JSONEncoder().encode(model)
    let restored = try JSONDecoder().decode(TopicModel.self, from: saved)
    #expect(restored == model)
    #expect(restored.assign(posts) == model.assign(posts))
  }

  @Test func ofALargerSiteOnlyWordsOnTwentyFivePostsAreLearnedFrom() throws {
    // Given 2,000 posts, "border" on 25 of them, "river" on 24, and "the" on all
    var notes: [(post: Int64, text: String)] = []
    for post in 0..<2000 {
      var text = post < 100 ? "the ukraine" : "the"
      if post % 80 == 0 { text += " border border" }
      if post % 80 == 1, post > 1 { text += " river river" }
      notes.append((Int64(post), text))
    }
    // When a model is trained
    let classifier = try #require(
      TopicModel.train(PostTexts(TopicNotes.table(notes))).classifier)
    // Then it knows neither the rare word nor the one on more than 1,000 posts
    #expect(classifier.words == ["border"])
  }

  @Test func postsWithoutSeedTermsTeachNothing() {
    let model = TopicModel.train(PostTexts(TopicNotes.table([(1, "a cat"), (2, "a dog")])))
    #expect(model.classifier == nil)
    #expect(model.shortfall == .oneLabel)
  }

  @Test func postsOfSeedTermsAloneTeachNothing() {
    let model = TopicModel.train(PostTexts(TopicNotes.table([(1, "scam"), (2, "gaza")])))
    #expect(model.shortfall == .noWords)
  }
}
