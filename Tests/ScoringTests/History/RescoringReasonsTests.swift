import NoteModel
import Testing

@testable import Scoring

@Suite("Which notes are scored, and why")
struct RescoringReasonsTests {
  static let now: Int64 = 1_784_160_000_000

  private func everything(createdAgo: Int64, scoredAgo: Int64?) -> RescoringReasons {
    RescoringReasons(
      overEverything: .init(
        createdAt: Self.now - createdAgo, scoredAt: scoredAgo.map { Self.now - $0 }),
      now: Self.now)
  }

  private func later(
    _ change: (inout RescoringReasons.Record) -> Void
  ) -> RescoringReasons {
    var record = RescoringReasons.Record(createdAt: Self.now - 30 * Millis.day)
    change(&record)
    return RescoringReasons(sincePrevious: record, now: Self.now)
  }

  @Test(
    "A run over everything names notes of 3 to 13 days",
    arguments: [
      (13 * Millis.day, true), (13 * Millis.day + 1, false), (3 * Millis.day, false),
      (3 * Millis.day + 1, true),
    ])
  func somewhatRecent(age: Int64, isNamed: Bool) {
    let reasons = everything(createdAgo: age, scoredAgo: 0)
    #expect(reasons.contains(.createdSomewhatRecently) == isNamed)
    #expect(reasons.contains(.allNotes))
  }

  @Test(
    "A note of less than 14 days is overdue once it was last scored more than a day ago",
    arguments: [
      (14 * Millis.day - 1, Millis.day + 1, true), (14 * Millis.day, Millis.day + 1, false),
      (Millis.day * 2, Millis.day, false), (Millis.day * 2, Millis.day + 1, true),
    ])
  func overdue(age: Int64, scoredAgo: Int64, isOverdue: Bool) {
    #expect(
      everything(createdAgo: age, scoredAgo: scoredAgo).contains(.notRescoredRecently) == isOverdue)
    let since = later {
      $0.createdAt = Self.now - age
      $0.scoredAt = Self.now - scoredAgo
    }
    #expect(since == (isOverdue ? .notRescoredRecently : []))
  }

  @Test("A note that was never scored is not overdue")
  func neverScored() {
    #expect(everything(createdAgo: 0, scoredAgo: nil) == .allNotes)
    #expect(later { _ in } == [])
  }

  @Test("New ratings go before being overdue and before a flip in the run before")
  func newRatings() {
    let reasons = later {
      $0.createdAt = Self.now - 2 * Millis.day
      $0.scoredAt = Self.now - 2 * Millis.day
      $0.statusChangedAt = $0.scoredAt
      $0.hasNewRatings = true
    }
    #expect(reasons == .newRatings)
  }

  @Test("A note flipped in the run before if its status changed when it was last scored")
  func flippedPreviousRun() {
    func reasons(changedBefore: Int64) -> RescoringReasons {
      later {
        $0.scoredAt = Self.now - 1000
        $0.statusChangedAt = Self.now - 1000 - changedBefore
      }
    }
    #expect(reasons(changedBefore: 0) == .flippedPreviousRun)
    #expect(reasons(changedBefore: 1) == [])
  }

  @Test(
    "A flip within a day asks for another look once an hour has passed since the last",
    arguments: [
      (Millis.day - 1, Millis.hour + 1, true), (Millis.day, Millis.hour + 1, false),
      (Millis.day - 1, Millis.hour, false),
    ])
  func recentlyFlipped(changedAgo: Int64, scoredAgo: Int64, isNamed: Bool) {
    let reasons = later {
      $0.scoredAt = Self.now - scoredAgo
      $0.statusChangedAt = Self.now - changedAgo
    }
    #expect(reasons.contains(.recentlyFlipped) == isNamed)
  }

  @Test("A note that is held back is looked at in every run", arguments: [(1, true), (-1, false)])
  func heldBack(at: Int64, isNamed: Bool) {
    #expect(later { $0.heldBackAt = at } == (isNamed ? .heldBack : []))
  }

  @Test(
    "Unlocked notes of 14 to 21 days are looked at where their decider allows a lock",
    arguments: [
      (14 * Millis.day, true, false, false), (14 * Millis.day + 1, true, false, true),
      (21 * Millis.day - 1, true, false, true), (21 * Millis.day, true, false, false),
      (15 * Millis.day, false, false, false), (15 * Millis.day, true, true, false),
    ])
  func lockable(age: Int64, isLockable: Bool, isLocked: Bool, isNamed: Bool) {
    let reasons = later {
      $0.createdAt = Self.now - age
      $0.isLockable = isLockable
      $0.isLocked = isLocked
    }
    #expect(reasons == (isNamed ? .lockable : []))
  }

  @Test("The output column names subsets in their order")
  func text() {
    let reasons: RescoringReasons = [.lockable, .newRatings]
    #expect(reasons.text == "NOTES_WITH_NEW_RATINGS,LOCKING_ELIGIBLE_RECENT_UNLOCKED_NOTES")
    #expect(RescoringReasons.texts[Int(reasons.rawValue)] == reasons.text)
    #expect(RescoringReasons([]).text == "")
  }
}
