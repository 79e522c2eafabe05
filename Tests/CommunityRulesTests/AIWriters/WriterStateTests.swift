import NoteModel
import Testing

@testable import CommunityRules

@Suite("The state of an AI writer")
struct WriterStateTests {
  @Test("goes from sign-up through the draw to admission, and back where the writer falls silent")
  func way() {
    var state = WriterState.notEnrolled
    for (event, next) in [
      (WriterState.Event.signedUp, WriterState.testing), (.metCriteria, .eligible),
      (.missedCriteria, .testing), (.metCriteria, .eligible), (.drawn, .admitted),
      (.fellSilent, .earnedOut), (.metCriteria, .eligible), (.drawn, .admitted),
    ] {
      state = state.after(event)
      #expect(state == next)
    }
  }

  @Test("becomes admitted by the draw alone, and only out of the eligible")
  func onlyTheDraw() {
    for state in WriterState.allCases {
      for event in WriterState.Event.allCases where state != .admitted {
        let isDraw = state == .eligible && event == .drawn
        #expect((state.after(event) == .admitted) == isDraw, "\(state) \(event)")
      }
    }
  }

  @Test("stays removed, whatever happens", arguments: WriterState.Event.allCases)
  func removed(event: WriterState.Event) {
    #expect(WriterState.removed.after(event) == .removed)
  }

  @Test("changes for every member who leaves or is removed", arguments: WriterState.allCases)
  func leaving(state: WriterState) {
    #expect(state.after(.left) == (state == .removed ? .removed : .notEnrolled))
    #expect(state.after(.removed) == (state == .notEnrolled ? .notEnrolled : .removed))
  }

  @Test("has a name in the public enrollment table")
  func enrollment() {
    #expect(
      WriterState.allCases.map { $0.enrollment?.name } == [
        nil, "apiTestUser", "apiTestUser", "apiEarnedIn", "apiEarnedOut", "removed",
      ])
  }

  @Test("decides every call", arguments: WriterState.allCases, WriterEndpoint.allCases)
  func permissions(state: WriterState, endpoint: WriterEndpoint) {
    for testMode in endpoint.hasTestMode ? [true, false] : [nil] {
      let expected: WriterPermission =
        switch state {
        case .notEnrolled, .removed: .notEnrolled
        case .admitted: .allowed
        case .testing, .eligible: testMode == false ? .notAdmitted : .allowed
        case .earnedOut:
          testMode == false && endpoint != .listNotes ? .notAdmitted : .allowed
        }
      #expect(state.permission(for: endpoint, testMode: testMode) == expected)
    }
  }

  @Test("lets tokens write where an endpoint changes or computes something")
  func scopes() {
    #expect(
      WriterEndpoint.allCases.map(\.scope.rawValue) == [
        "tweet.write", "tweet.write", "tweet.read", "tweet.read", "tweet.write",
      ])
  }
}

@Suite("An admitted writer who writes nothing")
struct WriterActivityTests {
  private static let day: Int64 = 86_400_000
  private let rule = WriterActivity()

  @Test("is warned on day 23 and loses admission on day 30")
  func silence() {
    let warning = 23 * Self.day
    #expect(standing(at: warning - 1) == .active(warningAt: warning))
    #expect(standing(at: warning) == .warningDue)
    #expect(standing(warnedAt: warning, at: 30 * Self.day - 1) == .warned(losesAt: 30 * Self.day))
    #expect(standing(warnedAt: warning, at: 30 * Self.day) == .lost)
  }

  @Test("never loses admission unwarned")
  func unwarned() {
    #expect(standing(at: 400 * Self.day) == .warningDue)
    let late = 100 * Self.day
    #expect(standing(warnedAt: late, at: late) == .warned(losesAt: 107 * Self.day))
  }

  @Test("starts afresh with a note: an earlier warning counts for nothing")
  func afresh() {
    let note = 25 * Self.day
    let warned = 23 * Self.day
    #expect(
      standing(note: note, warnedAt: warned, at: 31 * Self.day) == .active(warningAt: 48 * Self.day)
    )
    #expect(standing(note: note, warnedAt: warned, at: 56 * Self.day) == .warningDue)
  }

  private func standing(
    note: Int64? = nil, warnedAt: Int64? = nil, at now: Int64
  ) -> WriterActivity.Standing {
    rule.standing(admittedAt: 0, lastLiveNoteAt: note, warnedAt: warnedAt, at: now)
  }
}
