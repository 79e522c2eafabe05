import NoteModel
import Snapshot
import Testing

@testable import Scoring

@Suite("What the early predictor learns from")
struct EarlyTrainingTests {
  /// Sixty notes with ten ratings each, one a minute.
  private static func community() -> EarlyCommunity {
    var community = EarlyCommunity(people: 12, notes: 60)
    for note in 0..<60 {
      for rater in 0..<10 { community.rate(note, by: rater, after: Int64(rater) * Millis.minute) }
    }
    return community
  }

  @Test("Every note is shown at each number of ratings that it reached")
  func numbersOfRatings() throws {
    let examples = EarlyHelpfulModel.trainingExamples(try Self.community().evidence())

    #expect(examples.count == 120)
    #expect(
      Array(examples.prefix(2)) == [
        EarlyExample(
          note: 0, ratingCount: 8, time: EarlyCommunity.start + 7 * Millis.minute),
        EarlyExample(
          note: 0, ratingCount: 10, time: EarlyCommunity.start + 9 * Millis.minute),
      ])
  }

  @Test("A note that was helpful before its N-th rating is not shown at it")
  func alreadyHelpful() throws {
    var community = Self.community()
    community.history { history in
      history.firstNonNMRStatus[0] = .helpful
      history.firstNonNMRStatusAt[0] = OptionalMillis(EarlyCommunity.start + 8 * Millis.minute)
      // Not before, but at the tenth rating.
      history.firstNonNMRStatus[1] = .helpful
      history.firstNonNMRStatusAt[1] = OptionalMillis(EarlyCommunity.start + 9 * Millis.minute)
      history.firstNonNMRStatus[2] = .notHelpful
      history.firstNonNMRStatusAt[2] = OptionalMillis(EarlyCommunity.start)
    }

    let examples = EarlyHelpfulModel.trainingExamples(try community.evidence())

    #expect(examples.filter { $0.note == 0 }.map(\.ratingCount) == [8])
    #expect(examples.filter { $0.note == 1 }.map(\.ratingCount) == [8, 10])
    #expect(examples.filter { $0.note == 2 }.map(\.ratingCount) == [8, 10])
  }

  @Test("Notes from before March 2025 are not learned from")
  func oldNotes() throws {
    var community = Self.community()
    community.createdAt[0] = 1_741_564_800_000
    community.createdAt[1] = 1_741_564_800_001

    let examples = EarlyHelpfulModel.trainingExamples(try community.evidence())

    #expect(Set(examples.map(\.note)) == Set(1..<60))
  }

  @Test("Deleted notes are not learned from")
  func deletedNotes() throws {
    var community = Self.community()
    community.deleted = [3]

    let examples = EarlyHelpfulModel.trainingExamples(try community.evidence())

    #expect(Set(examples.map(\.note)) == Set(0..<60).subtracting([3]))
  }

  @Test("A number of ratings that fewer than fifty notes reached is left out")
  func tooFewNotes() throws {
    var community = EarlyCommunity(people: 12, notes: 60)
    for note in 0..<60 {
      for rater in 0..<(note < 49 ? 10 : 8) { community.rate(note, by: rater, after: 0) }
    }

    let examples = EarlyHelpfulModel.trainingExamples(try community.evidence())

    #expect(examples.count == 60 && examples.allSatisfy { $0.ratingCount == 8 })
  }

  @Test("Without a helpful note there is no model")
  func noModel() throws {
    let (store, data) = try Self.community().prepared()
    #expect(EarlyHelpfulModel.train(store, data, Prescored()) == nil)
  }

  @Test("The model tells apart notes by the tags of their ratings")
  func learnsTags() throws {
    var community = EarlyCommunity(people: 12, notes: 80)
    for note in 0..<80 {
      for rater in 0..<10 {
        community.rate(
          note, by: rater, after: Int64(rater),
          note < 40 ? RatingTags(.helpfulClear) : RatingTags(.helpfulOther))
      }
    }
    community.history { history in
      for note in 0..<40 { history.currentStatus[note] = .helpful }
    }
    let (store, data) = try community.prepared()

    let model = try #require(EarlyHelpfulModel.train(store, data, Prescored()))
    let predictions = model.predict(store, data, Prescored())

    #expect(predictions.count == 80)
    #expect(predictions[0..<40].allSatisfy { $0?.isAbove == true && $0?.ratingCount == 10 })
    #expect(predictions[40..<80].allSatisfy { $0?.isAbove == false })
  }

  @Test("Notes with fewer than 8 or more than 100 ratings are not predicted")
  func predictedNotes() throws {
    var community = EarlyCommunity(people: 102, notes: 84)
    for note in 0..<80 {
      for rater in 0..<8 {
        community.rate(
          note, by: rater, after: 0, note < 40 ? RatingTags(.helpfulClear) : [])
      }
    }
    for (note, count) in [(80, 7), (81, 8), (82, 100), (83, 101)] {
      for rater in 0..<count { community.rate(note, by: rater, after: 0) }
    }
    community.history { history in
      for note in 0..<40 { history.currentStatus[note] = .helpful }
    }
    let (store, data) = try community.prepared()

    let model = try #require(EarlyHelpfulModel.train(store, data, Prescored()))
    let predictions = model.predict(store, data, Prescored())

    #expect(predictions[80...].map { $0?.ratingCount } == [nil, 8, 100, nil])
  }
}
