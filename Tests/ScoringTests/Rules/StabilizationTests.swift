import NoteModel
import Testing

@testable import Scoring

@Suite("Holding a note back until it is stable")
struct StabilizationTests {
  private static let now: Int64 = 1_780_000_000_000

  /// A note that nothing speaks against releasing, held back for some milliseconds; nil: never.
  private func heldBack(for age: Int64?) -> Stabilization {
    Stabilization(
      now: Self.now, previousStatus: .needsMoreRatings,
      heldBackAt: OptionalMillis(age.map { Self.now - $0 }), wasHelpfulFirst: false,
      isExpectedToFlip: false, isTopicUncertain: false)
  }

  private static let released = OptionalMillis(-1)

  private func expect(
    _ given: Stabilization, _ status: NoteStatus, gives expected: NoteStatus,
    at time: OptionalMillis, _ location: SourceLocation = #_sourceLocation
  ) {
    let outcome = given.outcome(status)
    #expect(outcome.status == expected, sourceLocation: location)
    #expect(outcome.updatedAt == time, sourceLocation: location)
  }

  // MARK: The table of the specification, row by row.

  @Test("begins when a note would become helpful, or nearly so, for the first time")
  func begins() {
    for status in [NoteStatus.helpful, .needsYourHelp] {
      expect(
        heldBack(for: nil), status, gives: .needsMoreRatings, at: OptionalMillis(Self.now))
    }
  }

  @Test("begins again for a released note only when it would become helpful")
  func beginsAgain() {
    var given = heldBack(for: nil)
    given.heldBackAt = Self.released
    expect(given, .helpful, gives: .needsMoreRatings, at: OptionalMillis(Self.now))
    expect(given, .needsYourHelp, gives: .needsMoreRatings, at: Self.released)
  }

  @Test("ends for a helpful note after more than 60 minutes, whatever is expected of it")
  func endsHelpful() {
    var given = heldBack(for: 60 * Millis.minute + 1)
    given.isExpectedToFlip = true
    given.wasHelpfulFirst = true
    given.isTopicUncertain = true
    expect(given, .helpful, gives: .helpful, at: Self.released)
    given.heldBackAt = OptionalMillis(Self.now - 60 * Millis.minute)
    expect(given, .helpful, gives: .needsMoreRatings, at: given.heldBackAt)
  }

  @Test("ends for a nearly helpful note after more than 360 minutes, without a status")
  func endsNearlyHelpful() {
    let late = heldBack(for: 360 * Millis.minute + 1)
    expect(late, .needsYourHelp, gives: .needsMoreRatings, at: Self.released)
    let onTime = heldBack(for: 360 * Millis.minute)
    expect(onTime, .needsYourHelp, gives: .needsMoreRatings, at: onTime.heldBackAt)
  }

  @Test("lasts for 30 minutes in any case")
  func minimum() {
    let early = heldBack(for: 30 * Millis.minute - 1)
    for status in [NoteStatus.helpful, .needsYourHelp] {
      expect(early, status, gives: .needsMoreRatings, at: early.heldBackAt)
    }
    expect(heldBack(for: 30 * Millis.minute), .helpful, gives: .helpful, at: Self.released)
  }

  @Test("lasts longer where the topic model is unsure")
  func topic() {
    var given = heldBack(for: 45 * Millis.minute)
    given.isTopicUncertain = true
    expect(given, .helpful, gives: .needsMoreRatings, at: given.heldBackAt)
  }

  @Test("lasts longer for a note that was helpful before, or that is expected to flip")
  func flips() {
    var flipped = heldBack(for: 45 * Millis.minute)
    flipped.wasHelpfulFirst = true
    expect(flipped, .helpful, gives: .needsMoreRatings, at: flipped.heldBackAt)
    var expected = heldBack(for: 45 * Millis.minute)
    expected.isExpectedToFlip = true
    expect(expected, .helpful, gives: .needsMoreRatings, at: expected.heldBackAt)
  }

  @Test("ends for a note that is nearly helpful no more")
  func lost() {
    for status in [NoteStatus.needsMoreRatings, .notHelpful] {
      expect(heldBack(for: 5), status, gives: status, at: Self.released)
    }
  }

  @Test("leaves a note alone that was helpful in the last run")
  func alreadyHelpful() {
    var given = heldBack(for: 5)
    given.previousStatus = .helpful
    expect(given, .needsYourHelp, gives: .helpful, at: .missing)
    for status in [NoteStatus.helpful, .notHelpful, .needsMoreRatings] {
      expect(given, status, gives: status, at: .missing)
    }
  }

  @Test("does not concern a note that neither is nor was nearly helpful")
  func unconcerned() {
    var given = heldBack(for: nil)
    expect(given, .notHelpful, gives: .notHelpful, at: .missing)
    given.heldBackAt = Self.released
    expect(given, .needsMoreRatings, gives: .needsMoreRatings, at: .missing)
  }

  // MARK: All combinations.

  private static let ages: [Int64?] = [
    nil, now + 1, now, 0, 1, 30 * Millis.minute - 1, 30 * Millis.minute, 60 * Millis.minute,
    60 * Millis.minute + 1, 360 * Millis.minute, 360 * Millis.minute + 1,
  ]

  /// Every combination of what stabilisation looks at.
  private func forEachCombination(_ body: (Stabilization, NoteStatus) -> Void) {
    for previous in NoteStatus.allCases.map(Optional.some) + [nil] {
      for age in Self.ages {
        for bits in 0..<8 {
          var given = heldBack(for: age)
          given.previousStatus = previous
          given.wasHelpfulFirst = bits & 1 != 0
          given.isExpectedToFlip = bits & 2 != 0
          given.isTopicUncertain = bits & 4 != 0
          for status in [NoteStatus.needsMoreRatings, .helpful, .notHelpful, .needsYourHelp] {
            body(given, status)
          }
        }
      }
    }
  }

  @Test("never leaves a note as nearly helpful")
  func neverNearlyHelpful() {
    forEachCombination { given, status in
      #expect(given.outcome(status).status != .needsYourHelp)
    }
  }

  @Test("makes helpful only what a model or the last run called so, and takes only that away")
  func changes() {
    forEachCombination { given, status in
      let outcome = given.outcome(status)
      if outcome.status == .helpful {
        #expect(status == .helpful || given.previousStatus == .helpful)
      }
      if status == .notHelpful || status == .needsMoreRatings { #expect(outcome.status == status) }
    }
  }

  @Test("sets the time to now, to −1, or leaves it")
  func times() {
    forEachCombination { given, status in
      let outcome = given.outcome(status)
      let isCandidate = status == .helpful || status == .needsYourHelp
      switch outcome.updatedAt {
      case .missing:
        let wasHeld = (given.heldBackAt.value ?? 0) > 0
        #expect(given.previousStatus == .helpful || (!isCandidate && !wasHeld))
      case OptionalMillis(Self.now) where given.heldBackAt != OptionalMillis(Self.now):
        #expect(isCandidate && outcome.status == .needsMoreRatings)
      case given.heldBackAt: #expect(outcome.status == .needsMoreRatings)
      default: #expect(outcome.updatedAt == Self.released)
      }
    }
  }
}
