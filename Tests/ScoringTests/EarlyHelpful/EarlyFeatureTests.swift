import Factorization
import NoteModel
import Snapshot
import Testing

@testable import Scoring

@Suite("Features of a note at its N-th rating")
struct EarlyFeatureTests {
  /// Where blocks of columns begin.
  private static let scored = 58
  private static let topicAll = 116
  private static let topicScored = 125
  private static let authors = 134
  private static let ratingCount = 140

  private func features(
    _ evidence: EarlyEvidence, ratings: Int32, time: Int64 = EarlyCommunity.start
  ) -> [Float] {
    EarlyFeatures(
      evidence, EarlyExample(note: 0, ratingCount: ratings, time: time),
      timeline: evidence.timeline(0)
    ).values
  }

  @Test("take the first N ratings by time, whatever their order in the files")
  func firstRatings() throws {
    var community = EarlyCommunity(people: 5, notes: 1)
    community.rate(0, by: 2, after: 30, RatingTags(.helpfulOther))
    community.rate(0, by: 0, after: 10, RatingTags(.helpfulClear))
    community.rate(0, by: 1, .notHelpful, after: 20, RatingTags(.notHelpfulOther))
    var prescored = Prescored()
    prescored.models["MFCoreScorer"] = PrescoredModel(
      factors: [(0, 0.5, 0.25), (1, -0.5, -0.5), (2, 1, 1)])

    let values = try features(community.evidence(prescored), ratings: 2)

    #expect(values.count == EarlyFeatures.columnCount)
    #expect(Array(values[0..<3]) == [0.5, 0, 1])
    #expect(Array(values[12..<15]) == [-0.5, 0, 1])
    let tags = Array(values[36..<Self.scored])
    #expect(tags[Int(RatingTag.helpfulClear.rawValue)] == 1)
    #expect(tags[Int(RatingTag.notHelpfulOther.rawValue)] == 1)
    #expect(tags.reduce(0, +) == 2)
    #expect(values[Self.ratingCount] == 2)
  }

  @Test("take the first round's factor where the second round lacks the rater, who is not scored")
  func firstRoundFactor() throws {
    var community = EarlyCommunity(people: 4, notes: 1)
    community.rate(0, by: 0, after: 10)
    community.rate(0, by: 1, after: 20)
    var prescored = Prescored()
    prescored.models["MFCoreScorer"] = PrescoredModel(factors: [(0, .nan, 0.25), (1, 0.75, 0)])

    let values = try features(community.evidence(prescored), ratings: 2)

    #expect(values[0] == 0.5 && values[2] == 2)
    #expect(values[Self.scored] == 0.75 && values[Self.scored + 2] == 1)
  }

  @Test("count scored raters up to the moment of the N-th rating, also beyond N")
  func scoredTies() throws {
    var community = EarlyCommunity(people: 4, notes: 1)
    community.rate(0, by: 0, after: 10)
    community.rate(0, by: 1, after: 10)
    community.rate(0, by: 2, after: 11)
    var prescored = Prescored()
    prescored.models["MFCoreScorer"] = PrescoredModel(
      factors: [(0, 1, 1), (1, 2, 2), (2, 3, 3)])

    let values = try features(community.evidence(prescored), ratings: 1)

    #expect(values[2] == 1)
    #expect(values[Self.scored + 2] == 2)
  }

  @Test("leave out raters of other groups and without enrollment")
  func membersOnly() throws {
    var community = EarlyCommunity(people: 4, notes: 1)
    community.groups = [4, nil, 1, 1]
    for rater in 0..<3 { community.rate(0, by: rater, after: Int64(rater)) }

    #expect(try community.evidence().timeline(0).count == 1)
  }

  @Test("look up factors in the model of the note's topic")
  func topicFactors() throws {
    var community = EarlyCommunity(people: 3, notes: 1)
    community.topics = [.scams]
    community.rate(0, by: 0, .somewhatHelpful, after: 10)
    community.rate(0, by: 1, .somewhatHelpful, after: 20)
    var prescored = Prescored()
    prescored.models["MFCoreScorer"] = PrescoredModel(factors: [(1, 9, 9)])
    prescored.models["MFTopicScorer_Scams"] = PrescoredModel(factors: [(0, 1, 1), (1, 3, 3)])
    prescored.models["MFTopicScorer_GazaConflict"] = PrescoredModel(factors: [(0, 7, 7)])

    let values = try features(community.evidence(prescored), ratings: 2)

    #expect(Array(values[Self.topicAll + 6..<Self.topicAll + 9]) == [2, Float(2).squareRoot(), 2])
    #expect(Array(values[Self.topicScored + 6..<Self.topicScored + 9]) == [3, 0, 1])
  }

  @Test("count the author's other notes decided before, within two windows")
  func authorRecord() throws {
    var community = EarlyCommunity(people: 3, notes: 6)
    community.author[5] = 0
    community.rate(0, by: 1, after: 0)
    let now = EarlyCommunity.start + 100 * Millis.day
    community.history { history in
      history.currentStatus = [
        .helpful, .helpful, .notHelpful, .needsMoreRatings, .helpful, .helpful,
      ]
      history.currentStatusAt = [
        now - Millis.day,  // The note itself.
        now - 14 * Millis.day,
        now - 14 * Millis.day - 1,
        now,
        now - 90 * Millis.day - 1,
        now - Millis.day,  // Another author's.
      ].map { OptionalMillis($0) }
    }

    let values = try features(community.evidence(), ratings: 1, time: now)

    #expect(Array(values[Self.authors..<Self.authors + 6]) == [1, 0, 0, 1, 1, 0])
  }

  @Test("stand in one row an example")
  func columns() throws {
    var community = EarlyCommunity(people: 4, notes: 2)
    for rater in 0..<3 {
      community.rate(0, by: rater, after: Int64(rater))
      community.rate(1, by: rater, after: Int64(rater), RatingTags(.notHelpfulOffTopic))
    }
    let evidence = try community.evidence()
    let examples = [(0, 2), (0, 3), (1, 3)].map { note, count in
      EarlyExample(note: UInt32(note), ratingCount: Int32(count), time: 0)
    }

    let table = evidence.features(examples)

    #expect(table.rowCount == 3 && table.columnCount == EarlyFeatures.columnCount)
    for (row, example) in examples.enumerated() {
      let values = EarlyFeatures(
        evidence, example, timeline: evidence.timeline(Int(example.note))
      ).values
      #expect(values.indices.allSatisfy { table[row, $0] == values[$0] })
    }
  }
}
