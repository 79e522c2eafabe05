import Foundation
import NoteModel
import Parallel
import Snapshot
import Testing

@testable import Scoring

struct FlipPredictorTests {
  /// Notes of two authors, each on a post of its own: those of author 0 stayed helpful, those of
  /// author 1 flipped.
  private static func authors(notes: Int) -> FlipSnapshot {
    var flips = FlipSnapshot(participants: 3)
    for index in 0..<notes {
      let author = UInt32(index % 2)
      let note = flips.note(by: author, post: FlipSnapshot.post + Int64(index))
      flips.rating(of: note, by: 2, minute: 20)
      flips.firstStatus(.helpful, of: note, minute: 60)
      flips.snapshot.history.lockedStatus[note] = author == 0 ? .helpful : .needsMoreRatings
    }
    return flips
  }

  @Test func learnsWhoseNotesFlip() throws {
    // Given: two new notes on one post, held back.
    var flips = Self.authors(notes: 240)
    let held = [UInt32(0), 1].map { flips.note(by: $0, post: FlipSnapshot.post + 5000) }
    for note in held {
      flips.rating(of: note, by: 2, minute: 20)
      flips.snapshot.history.nmrDueToMinStableCrhTimeAt[note] = FlipSnapshot.at(50)
    }
    let data = try flips.data()

    // When
    let predictions = FlipPredictions.make(
      try FlipPredictor(seed: 1).fit(data), data, ratings: data.ratings,
      now: FlipSnapshot.posted)

    // Then
    #expect(predictions.predictions.map(\.note) == held.map(UInt32.init))
    let stays = try #require(predictions[held[0]])
    let flip = try #require(predictions[held[1]])
    #expect(!stays.isFlip && flip.isFlip)
    #expect(stays.probability < 0.4 && flip.probability > 0.6)
  }

  @Test func everyLabelledNoteIsAnExampleAtBothEnds() throws {
    // Given
    var flips = Self.authors(notes: 3)
    flips.note()
    flips.snapshot.history.firstNmrDueToMinStableCrhTimeAt[0] = FlipSnapshot.at(40)

    // When
    let examples = try FlipPredictor(seed: 1).examples(flips.data())

    // Then
    #expect(examples.map(\.subject.note) == [0, 0, 1, 1, 2, 2])
    #expect(examples.map(\.label) == [.stayed, .stayed, .flipped, .flipped, .stayed, .stayed])
    let minutes = examples.map { ($0.subject.cutoff - FlipSnapshot.posted) / Millis.minute }
    #expect(minutes == [25, 45, 45, 45, 45, 45])
  }

  @Test func notesOnOldPostsAndNotesWithoutRatingsAreNoExamples() throws {
    // Given
    var flips = FlipSnapshot(participants: 1)
    let old = flips.note(post: 1_825_679_568_688_054_351)
    let unrated = flips.note()
    flips.rating(of: old, by: 0, minute: 20)
    for note in [old, unrated] {
      flips.firstStatus(.helpful, of: note, minute: 60)
      flips.snapshot.history.lockedStatus[note] = .helpful
    }

    // Then
    #expect(throws: FlipPredictor.Untrainable.noLabelledNotes) {
      try FlipPredictor(seed: 1).fit(flips.data())
    }
  }

  @Test func oneOutcomeAloneTeachesNothing() throws {
    // Given
    var flips = Self.authors(notes: 10)
    for note in 0..<10 { flips.snapshot.history.lockedStatus[note] = .helpful }
    let data = try flips.data()

    // Then
    #expect(throws: FlipPredictor.Untrainable.oneOutcome(.stayed)) {
      try FlipPredictor(seed: 1).fit(data)
    }
  }

  @Test func savedModelPredictsTheSame() throws {
    // Given
    let data = try Self.authors(notes: 240).data()
    let model = try FlipPredictor(seed: 1).fit(data)

    // When
    let saved = try JSONDecoder().decode(FlipModel.self, from: JSONEncoder().encode(model))

    // Then
    let targets = Array(0..<240)
    #expect(!model.terms.isEmpty)
    #expect(saved.predictions(targets, data) == model.predictions(targets, data))
  }

  @Test func recentIsReckonedFromTheNewestRatingOfABatch() throws {
    // Given: two posts, rated an hour apart.
    var flips = Self.authors(notes: 2)
    flips.rating(of: 1, by: 0, minute: 120)
    let data = try flips.data()

    // When
    let subjects = FlipModel.batches([0, 1], data, postsPerBatch: 1)

    // Then
    #expect(subjects.map { $0.map(\.note) } == [[0], [1]])
    #expect(
      subjects.flatMap { $0.map { ($0.present - FlipSnapshot.posted) / Millis.minute } } == [
        20, 120,
      ])
    let together = FlipModel.batches([0, 1], data, postsPerBatch: 2)
    #expect(together.map { $0.map(\.note) } == [[0, 1]])
    #expect(together[0].allSatisfy { $0.present == together[0][1].present })
  }

  // MARK: - Target notes

  private static let now = FlipSnapshot.posted + 100 * Millis.day

  /// Targets when one note of five posts, two on each, has some history.
  private func targets(_ change: (inout HistoryTable) -> Void) throws -> [Int] {
    var flips = FlipSnapshot(participants: 1)
    for index in 0..<10 { flips.note(post: FlipSnapshot.post + Int64(index / 2)) }
    change(&flips.snapshot.history)
    return try flips.data().predictionTargets(now: Self.now)
  }

  @Test func heldBackNotesAreTargetsWithAllOnTheirPosts() throws {
    #expect(try targets { $0.nmrDueToMinStableCrhTimeAt[3] = OptionalMillis(5) } == [2, 3])
  }

  @Test func releasedNotesAreNoTargets() throws {
    #expect(try targets { $0.nmrDueToMinStableCrhTimeAt[3] = OptionalMillis(-1) } == [])
  }

  @Test(arguments: [(0, true), (1, false)])
  func helpfulNotesAreTargetsForADay(tooOldBy: Int64, isTarget: Bool) throws {
    let time = OptionalMillis(Self.now - Millis.day - tooOldBy)
    let targets = try targets {
      $0.currentStatus[4] = .helpful
      $0.firstNonNMRStatusAt[4] = OptionalMillis(1)
      $0.latestNonNMRStatusAt[4] = time
    }
    #expect(targets == (isTarget ? [4, 5] : []))
  }

  @Test func notesThatAreNotHelpfulAreNoTargets() throws {
    let targets = try targets {
      $0.currentStatus[4] = .notHelpful
      $0.latestNonNMRStatusAt[4] = OptionalMillis(Self.now)
    }
    #expect(targets == [])
  }

  @Test func notesOnPostsThatAreGoneAreNoTargets() throws {
    // Given
    var flips = FlipSnapshot(participants: 1)
    let note = flips.note(post: -1)
    flips.snapshot.history.nmrDueToMinStableCrhTimeAt[note] = OptionalMillis(5)

    // Then
    #expect(try flips.data().predictionTargets(now: Self.now) == [])
  }
}
