import NoteModel
import Snapshot
import Testing

@testable import Scoring

@Suite("Recording a decision in the status history")
struct HistoryRecordTests {
  private static let now = SnapshotBuilder.start
  private static let nowCell = OptionalMillis(now)
  private static let before = OptionalMillis(now - 5)

  /// One row of a note of some age, changed by `change`, after a decision was recorded in it.
  private func recorded(
    _ status: NoteStatus, age: Int64 = Millis.day, decidedBy: RuleName = .coreModel,
    heldBackAt: OptionalMillis = .missing, created: Int64? = nil,
    _ change: (inout HistoryTable) -> Void = { _ in }
  ) -> HistoryTable {
    var history = HistoryTable()
    history.append(note: 0, author: 0, createdAtMillis: created ?? Self.now - age)
    history.decidedByNames = ["CoreModel (v1.1)"]
    change(&history)
    var verdict = SiteEvidence(core: nil).verdict()
    verdict.status = status
    verdict.rules = RuleSet()
    verdict.rules.insert(decidedBy)
    verdict.stabilizationAt = heldBackAt
    history.record(
      HistoryEntry(verdict: verdict, coreStatus: .firmReject, now: Self.now), row: 0,
      decidedBy: 0)
    return history
  }

  // MARK: The current status

  @Test("writes status, core status, decider and time; other models' results are none")
  func current() {
    let history = recorded(.helpful) {
      $0.currentExpansionStatus[0] = .helpful
      $0.currentGroupStatus[0] = .helpful
      $0.currentMultiGroupStatus[0] = .helpful
      $0.currentModelingGroup[0] = 13
      $0.currentModelingMultiGroup[0] = 1
      $0.finalScoringOutputMinute[0] = OptionalMillis(29_735_910)
    }
    #expect(history.currentStatus == [.helpful])
    #expect(history.currentCoreStatus == [.firmReject])
    #expect(history.currentDecidedBy == [0])
    #expect(history.currentStatusAt == [Self.nowCell])
    #expect(history.currentExpansionStatus == [nil])
    #expect(history.currentGroupStatus == [nil])
    #expect(history.currentMultiGroupStatus == [nil])
    #expect(history.currentModelingGroup == [nil])
    #expect(history.currentModelingMultiGroup == [nil])
    #expect(history.finalScoringOutputMinute == [.missing])
  }

  @Test("notes when the status changed; a first status is a change")
  func change() {
    #expect(recorded(.needsMoreRatings).mostRecentStatusChangeAt == [Self.nowCell])
    let changed = recorded(.helpful) {
      $0.currentStatus[0] = .notHelpful
      $0.mostRecentStatusChangeAt[0] = Self.before
    }
    #expect(changed.mostRecentStatusChangeAt == [Self.nowCell])
  }

  @Test("keeps the time of the last change while the status stays; −1 where it has none")
  func noChange() {
    let kept = recorded(.helpful) {
      $0.currentStatus[0] = .helpful
      $0.mostRecentStatusChangeAt[0] = Self.before
    }
    #expect(kept.mostRecentStatusChangeAt == [Self.before])
    let unknown = recorded(.helpful) { $0.currentStatus[0] = .helpful }
    #expect(unknown.mostRecentStatusChangeAt == [OptionalMillis(-1)])
  }

  @Test("passes the time of a retroactive lock through")
  func retroLock() {
    #expect(recorded(.helpful) { $0.retroLockAt[0] = Self.before }.retroLockAt == [Self.before])
  }

  // MARK: Locks

  @Test(
    "locks a status after more than 14 days",
    arguments: [(14 * Millis.day, false), (14 * Millis.day + 1, true)])
  func lockAge(age: Int64, isLocked: Bool) {
    let history = recorded(.notHelpful, age: age)
    #expect(history.lockedStatus == [isLocked ? .notHelpful : nil])
    #expect(history.statusLockAt == [isLocked ? Self.nowCell : .missing])
  }

  @Test("locks “needs more ratings” like any other status")
  func lockWithoutStatus() {
    let history = recorded(
      .needsMoreRatings, age: 15 * Millis.day, decidedBy: .insufficientExplanation)
    #expect(history.lockedStatus == [.needsMoreRatings])
  }

  @Test(
    "does not lock what other rules decided",
    arguments: [
      RuleName.metaInitialNeedsMoreRatings, .populationSampledIntercept, .stabilization,
      .scoringDriftGuard,
    ])
  func lockDeciders(rule: RuleName) {
    let history = recorded(.notHelpful, age: 90 * Millis.day, decidedBy: rule)
    #expect(history.lockedStatus == [nil])
  }

  @Test("never changes a lock")
  func lockStays() {
    let history = recorded(.notHelpful, age: 90 * Millis.day) {
      $0.lockedStatus[0] = .helpful
      $0.statusLockAt[0] = Self.before
    }
    #expect(history.lockedStatus == [.helpful])
    #expect(history.statusLockAt == [Self.before])
  }

  // MARK: Stabilisation

  @Test("writes when a note is held back, and the first time also when that was")
  func heldBack() {
    let first = recorded(.needsMoreRatings, decidedBy: .stabilization, heldBackAt: Self.nowCell)
    #expect(first.nmrDueToMinStableCrhTimeAt == [Self.nowCell])
    #expect(first.firstNmrDueToMinStableCrhTimeAt == [Self.nowCell])
    let again = recorded(.needsMoreRatings, decidedBy: .stabilization, heldBackAt: Self.nowCell) {
      $0.firstNmrDueToMinStableCrhTimeAt[0] = Self.before
    }
    #expect(again.firstNmrDueToMinStableCrhTimeAt == [Self.before])
  }

  @Test("leaves the held-back time where stabilisation did not concern the note")
  func notHeldBack() {
    let history = recorded(.helpful) { $0.nmrDueToMinStableCrhTimeAt[0] = Self.before }
    #expect(history.nmrDueToMinStableCrhTimeAt == [Self.before])
    #expect(history.firstNmrDueToMinStableCrhTimeAt == [.missing])
  }

  @Test("clears the held-back time of a note that is locked, now or before")
  func lockedHeldBack() {
    let now = recorded(.notHelpful, age: 15 * Millis.day, heldBackAt: Self.nowCell)
    let before = recorded(.notHelpful, heldBackAt: Self.nowCell) {
      $0.lockedStatus[0] = .notHelpful
    }
    for history in [now, before] {
      #expect(history.nmrDueToMinStableCrhTimeAt == [OptionalMillis(-1)])
      #expect(history.firstNmrDueToMinStableCrhTimeAt == [.missing])
    }
  }

  // MARK: First and latest status

  @Test("writes a first status as the latest too")
  func firstStatus() {
    let history = recorded(.notHelpful)
    #expect(history.firstNonNMRStatus == [.notHelpful])
    #expect(history.firstNonNMRStatusAt == [Self.nowCell])
    #expect(history.mostRecentNonNMRStatus == [.notHelpful])
    #expect(history.latestNonNMRStatusAt == [Self.nowCell])
  }

  /// A row that was helpful once.
  private func wasHelpful(_ history: inout HistoryTable) {
    history.firstNonNMRStatus[0] = .helpful
    history.firstNonNMRStatusAt[0] = Self.before
    history.mostRecentNonNMRStatus[0] = .helpful
    history.latestNonNMRStatusAt[0] = Self.before
  }

  @Test("writes another status as the latest alone")
  func latestStatus() {
    let history = recorded(.notHelpful, wasHelpful)
    #expect(history.firstNonNMRStatus == [.helpful])
    #expect(history.firstNonNMRStatusAt == [Self.before])
    #expect(history.mostRecentNonNMRStatus == [.notHelpful])
    #expect(history.latestNonNMRStatusAt == [Self.nowCell])
  }

  @Test(
    "changes neither when a status goes, nor when the same comes back",
    arguments: [NoteStatus.needsMoreRatings, .helpful])
  func goneAndBack(status: NoteStatus) {
    let history = recorded(status, wasHelpful)
    #expect(history.firstNonNMRStatusAt == [Self.before])
    #expect(history.mostRecentNonNMRStatus == [.helpful])
    #expect(history.latestNonNMRStatusAt == [Self.before])
  }

  @Test(
    "changes neither for a note from before 19 May 2022",
    arguments: [(Int64(1_652_918_399_999), false), (1_652_918_400_000, true)])
  func oldNotes(created: Int64, isWritten: Bool) {
    let history = recorded(.helpful, created: created)
    #expect(history.firstNonNMRStatus == [isWritten ? .helpful : nil])
    #expect(history.latestNonNMRStatusAt == [isWritten ? Self.nowCell : .missing])
  }
}
