import NoteModel
import Snapshot
import Testing

@testable import Scoring

struct FlipLabelTests {
  /// The label of a note with a history.
  private func label(_ change: (inout HistoryTable) -> Void) -> FlipLabel? {
    var history = HistoryTable()
    history.append(note: 0, author: 0, createdAtMillis: 0)
    change(&history)
    return history.flipLabel(0)
  }

  @Test func noteLockedAsHelpfulStayed() {
    #expect(label { $0.lockedStatus[0] = .helpful } == .stayed)
  }

  @Test(arguments: [NoteStatus.needsMoreRatings, .notHelpful])
  func noteThatWasHelpfulFirstAndLockedOtherwiseFlipped(locked: NoteStatus) {
    let label = label {
      $0.firstNonNMRStatus[0] = .helpful
      $0.lockedStatus[0] = locked
    }
    #expect(label == .flipped)
  }

  @Test func noteThatWasHeldBackAndNeverShownFlipped() {
    let label = label {
      $0.firstNmrDueToMinStableCrhTimeAt[0] = OptionalMillis(5)
      $0.lockedStatus[0] = .needsMoreRatings
    }
    #expect(label == .flipped)
  }

  @Test func noteThatWasNotHelpfulFirstTeachesNothing() {
    let label = label {
      $0.firstNmrDueToMinStableCrhTimeAt[0] = OptionalMillis(5)
      $0.firstNonNMRStatus[0] = .notHelpful
      $0.lockedStatus[0] = .notHelpful
    }
    #expect(label == nil)
  }

  @Test func unlockedNoteTeachesNothing() {
    #expect(label { $0.firstNonNMRStatus[0] = .helpful } == nil)
  }

  @Test func noteKeptHelpfulByTheGuardAgainstDriftTeachesNothing() {
    let label = label {
      $0.decidedByNames = ["ScoringDriftGuard (v1.0)"]
      $0.currentDecidedBy[0] = 0
      $0.lockedStatus[0] = .helpful
    }
    #expect(label == nil)
  }

  // MARK: - Cut-off times

  private static let quarter = 15 * Millis.minute

  /// The cut-offs at both ends, for first held back at 2 h and first helpful at 3 h.
  private func cutoffs(ratedAt times: [Int64]) -> [Int64?] {
    var history = HistoryTable()
    history.append(note: 0, author: 0, createdAtMillis: 0)
    history.firstNmrDueToMinStableCrhTimeAt[0] = OptionalMillis(2 * Millis.hour)
    history.firstNonNMRStatusAt[0] = OptionalMillis(3 * Millis.hour)
    history.firstNonNMRStatus[0] = .helpful
    return FlipMoment.allCases.map { history.flipCutoff(0, moment: $0, ratedAt: times) }
  }

  @Test func cutoffIsAQuarterHourBeforeEachEnd() {
    #expect(
      cutoffs(ratedAt: [1, 2, 3, 4, 5, 6]) == [
        2 * Millis.hour - Self.quarter, 3 * Millis.hour - Self.quarter,
      ])
  }

  @Test func cutoffIsNotBeforeTheFifthRating() {
    let fifth = 4 * Millis.hour
    #expect(cutoffs(ratedAt: [1, 2, 3, 4, fifth, 2 * fifth]) == [fifth, fifth])
  }

  @Test func cutoffIsNotBeforeTheLastOfFewerRatings() {
    let last = 4 * Millis.hour
    #expect(cutoffs(ratedAt: [1, last]) == [last, last])
  }

  @Test func noteThatWasNeverOnTheWayHasNoCutoff() {
    var history = HistoryTable()
    history.append(note: 0, author: 0, createdAtMillis: 0)
    history.firstNonNMRStatusAt[0] = OptionalMillis(5)
    history.firstNonNMRStatus[0] = .notHelpful
    #expect(history.flipCutoff(0, moment: .begin, ratedAt: [1]) == nil)
  }
}
