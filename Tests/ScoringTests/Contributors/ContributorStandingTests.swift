import NoteModel
import Testing

@testable import Scoring

/// Transitions by state before, impact, and not-helpful notes among the five that decide.
@Suite("Contributor standing")
struct ContributorStandingTests {
  private let now: Int64 = 1_000

  private func standing(_ state: EnrollmentState) -> ContributorStanding {
    ContributorStanding(
      state: state, impactNeededToEarnIn: 5, timesEarnedOut: 2, stateChangedAt: OptionalMillis(7))
  }

  /// One row of the state machine: what becomes of a state with 0, 1, 2 and 3 not-helpful notes.
  struct Row: Sendable, CustomTestStringConvertible {
    var before: EnrollmentState
    var impact: Int64
    /// Nil where nothing changes.
    var after: [EnrollmentState?]

    init(_ before: EnrollmentState, impact: Int64, _ after: EnrollmentState?...) {
      self.before = before
      self.impact = impact
      self.after = after
    }

    var testDescription: String { "\(before) with impact \(impact)" }
  }

  static let rows = [
    Row(.earnedIn, impact: 4, nil, nil, .atRisk, .earnedOutAcknowledged),
    Row(.earnedIn, impact: 5, nil, nil, .atRisk, .earnedOutAcknowledged),
    Row(.atRisk, impact: 4, .earnedIn, .earnedIn, nil, .earnedOutAcknowledged),
    Row(.atRisk, impact: 5, .earnedIn, .earnedIn, nil, .earnedOutAcknowledged),
    Row(.earnedOutAcknowledged, impact: 4, nil, nil, nil, nil),
    Row(
      .earnedOutAcknowledged, impact: 5, .earnedIn, .earnedIn, .atRisk, .earnedOutAcknowledged),
    Row(.earnedOutNoAcknowledge, impact: 5, .earnedIn, .earnedIn, .atRisk, .earnedOutAcknowledged),
    Row(.newUser, impact: 4, nil, nil, nil, nil),
    Row(.newUser, impact: 5, .earnedIn, .earnedIn, .atRisk, .earnedOutAcknowledged),
    Row(.removed, impact: 5, nil, nil, nil, nil),
    Row(.apiTestUser, impact: 5, nil, nil, nil, nil),
    Row(.apiEarnedIn, impact: 5, nil, nil, nil, nil),
    Row(.apiEarnedOut, impact: 5, nil, nil, nil, nil),
  ]

  @Test("follows the table of transitions", arguments: rows)
  func transitions(row: Row) {
    let before = standing(row.before)
    for (notHelpful, after) in row.after.enumerated() {
      let evidence = ContributorEvidence(
        impact: row.impact, recentNotHelpful: Int32(notHelpful),
        notes: NoteTotals(helpful: 4, notHelpful: Int32(notHelpful)))
      let result = before.updated(evidence, now: now)
      guard let after else {
        #expect(result == before, "\(notHelpful) not-helpful notes change nothing")
        continue
      }
      #expect(result.state == after, "with \(notHelpful) not-helpful notes")
      #expect(result.stateChangedAt == OptionalMillis(now))
      #expect(result.timesEarnedOut == (after == .earnedOutAcknowledged ? 3 : 2))
    }
  }

  @Test("who earned out before and was not told is told, without earning out again")
  func acknowledgement() {
    let evidence = ContributorEvidence(
      impact: 1, recentNotHelpful: 2, notes: NoteTotals(helpful: 4, notHelpful: 2))
    let after = standing(.earnedOutNoAcknowledge).updated(evidence, now: now)
    #expect(after.state == .earnedOutAcknowledged)
    #expect(after.timesEarnedOut == 2)
    #expect(after.stateChangedAt == OptionalMillis(7))
    #expect(after.impactNeededToEarnIn == 5 + 1 + 5)
  }

  @Test("who was not told earns out once more with a third not-helpful note")
  func earningOutAgain() {
    let evidence = ContributorEvidence(
      impact: 1, recentNotHelpful: 3, notes: NoteTotals(helpful: 4, notHelpful: 3))
    let after = standing(.earnedOutNoAcknowledge).updated(evidence, now: now)
    #expect(after.state == .earnedOutAcknowledged)
    #expect(after.timesEarnedOut == 3)
    #expect(after.stateChangedAt == OptionalMillis(now))
  }

  @Test(
    "more not-helpful than helpful notes cost the ability to write, of automated writers too",
    arguments: [.earnedIn, .atRisk, .apiTestUser, .apiEarnedIn, .apiEarnedOut]
      as [EnrollmentState])
  func balance(before: EnrollmentState) {
    let evidence = ContributorEvidence(
      recentNotHelpful: 1, notes: NoteTotals(helpful: 1, notHelpful: 2))
    let after = standing(before).updated(evidence, now: now)
    #expect(after.state == .earnedOutAcknowledged)
    #expect(after.timesEarnedOut == 3)
    #expect(after.stateChangedAt == OptionalMillis(now))
  }

  @Test(
    "the balance does not touch who cannot write anyway",
    arguments: [.earnedOutAcknowledged, .newUser, .removed] as [EnrollmentState])
  func balanceShields(before: EnrollmentState) {
    let evidence = ContributorEvidence(
      recentNotHelpful: 1, notes: NoteTotals(helpful: 1, notHelpful: 2))
    #expect(standing(before).updated(evidence, now: now) == standing(before))
  }

  @Test("the balance needs a not-helpful note since earning out, and more of them than helpful")
  func balanceConditions() {
    let old = ContributorEvidence(notes: NoteTotals(helpful: 1, notHelpful: 2))
    #expect(standing(.earnedIn).updated(old, now: now) == standing(.earnedIn))
    let even = ContributorEvidence(
      recentNotHelpful: 1, notes: NoteTotals(helpful: 2, notHelpful: 2))
    #expect(standing(.earnedIn).updated(even, now: now) == standing(.earnedIn))
  }

  @Test("earning out by three notes and by the balance counts once")
  func earnsOutOnce() {
    let evidence = ContributorEvidence(recentNotHelpful: 3, notes: NoteTotals(notHelpful: 3))
    #expect(standing(.earnedIn).updated(evidence, now: now).timesEarnedOut == 3)
  }

  @Test("who earns in with a bad balance earns out in the same run")
  func earnsInAndOut() {
    let evidence = ContributorEvidence(
      impact: 5, recentNotHelpful: 1, notes: NoteTotals(notHelpful: 1))
    let after = standing(.newUser).updated(evidence, now: now)
    #expect(after.state == .earnedOutAcknowledged)
    #expect(after.impactNeededToEarnIn == 5 + 5 + 5 * 2)
  }

  @Test("earning in needs the contributor's own impact")
  func impactNeeded() {
    var before = standing(.newUser)
    before.impactNeededToEarnIn = 20
    #expect(before.updated(ContributorEvidence(impact: 19), now: now).state == .newUser)
    #expect(before.updated(ContributorEvidence(impact: 20), now: now).state == .earnedIn)
  }

  @Test(
    "earning in again takes five beyond today's impact, and five more for each time before",
    arguments: [(12, 0, 17), (12, 1, 22), (-3, 0, 5), (-3, 2, 15)]
      as [(impact: Int64, times: Int64, needed: Int64)])
  func newRequirement(impact: Int64, times: Int64, needed: Int64) {
    var before = standing(.earnedIn)
    before.timesEarnedOut = times
    let evidence = ContributorEvidence(
      impact: impact, recentNotHelpful: 3, notes: NoteTotals(helpful: 9, notHelpful: 3))
    #expect(before.updated(evidence, now: now).impactNeededToEarnIn == needed)
  }

  @Test("times before do not count against a top writer")
  func topWriterRequirement() {
    let evidence = ContributorEvidence(
      impact: 12, recentNotHelpful: 3, notes: NoteTotals(helpful: 13, notHelpful: 3))
    #expect(standing(.earnedIn).updated(evidence, now: now).impactNeededToEarnIn == 17)
  }

  @Test("a top writer has a surplus of ten helpful notes, a twenty-fifth of all")
  func topWriter() {
    func isTop(_ helpful: Int32, _ notHelpful: Int32, _ awaiting: Int32) -> Bool {
      ContributorEvidence(
        notes: NoteTotals(helpful: helpful, notHelpful: notHelpful, needsMoreRatings: awaiting)
      ).isTopWriter
    }
    #expect(isTop(10, 0, 240))
    #expect(!isTop(10, 0, 241))
    #expect(!isTop(9, 0, 0))
    #expect(!isTop(12, 3, 0))
    #expect(!isTop(0, 0, 0))
  }

  @Test("who is not enrolled starts as a new user, and has no number of times")
  func notEnrolled() {
    let evidence = ContributorEvidence(
      impact: 5, recentNotHelpful: 3, notes: NoteTotals(helpful: 4, notHelpful: 3))
    let after = ContributorStanding().updated(evidence, now: now)
    #expect(after.state == .earnedOutAcknowledged)
    #expect(after.timesEarnedOut == nil)
    #expect(after.impactNeededToEarnIn == 10)
  }
}
