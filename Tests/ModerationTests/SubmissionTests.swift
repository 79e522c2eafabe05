import Testing

@testable import Moderation

@Suite("A submission")
struct SubmissionTests {
  private static func verdict(_ score: Double) throws -> PolicyDecision {
    .decide(
      try Sample.classification([("spam", score)]),
      ModerationPolicy(resolving: [.newCommunity], version: 1), PostFacts())
  }

  private func outcome(
    _ decision: PolicyDecision, _ before: SubmissionOutcome.Before, isFlag: Bool = false,
    isSameText: Bool = false, hasFlagged: Bool = false
  ) -> SubmissionOutcome {
    SubmissionOutcome(
      decision, before: before, isFlag: isFlag, isSameText: isSameText, hasFlagged: hasFlagged)
  }

  @Test("follows the table of edits")
  func edits() throws {
    let (hide, review) = (try Self.verdict(0.95), try Self.verdict(0.6))
    let pass = PolicyDecision.nothing(.belowThresholds)
    let exempt = PolicyDecision.nothing(.exempted(.restored))
    let (first, second) = (try #require(hide.verdict), try #require(review.verdict))
    #expect(outcome(hide, .neverSeen) == .open(first))
    #expect(outcome(pass, .neverSeen) == .store)
    #expect(outcome(pass, .noAction) == .store)
    #expect(outcome(review, .noAction) == .open(second))
    #expect(outcome(pass, .open(.consensus)) == .keepOpen)
    #expect(outcome(review, .open(.consensus)) == .keepOpen)
    #expect(outcome(hide, .open(.consensus)) == .escalate(first))
    #expect(outcome(hide, .open(.immediate)) == .keepOpen)
    #expect(outcome(review, .decided(isVisible: true)) == .reopen(second))
    #expect(outcome(hide, .decided(isVisible: false)) == .store)
    #expect(outcome(exempt, .decided(isVisible: true)) == .store)
    for before in [
      SubmissionOutcome.Before.noAction, .open(.consensus), .open(.immediate),
      .decided(isVisible: true), .decided(isVisible: false),
    ] {
      #expect(outcome(hide, before, isSameText: true) == .replay)
    }
  }

  @Test("follows the table of flags")
  func flags() throws {
    let flag = try Self.verdict(0.6)
    let verdict = try #require(flag.verdict)
    #expect(outcome(flag, .neverSeen, isFlag: true) == .open(verdict))
    #expect(outcome(flag, .noAction, isFlag: true, isSameText: true) == .open(verdict))
    #expect(outcome(flag, .open(.consensus), isFlag: true, isSameText: true) == .attachFlag)
    #expect(
      outcome(flag, .decided(isVisible: true), isFlag: true, isSameText: true) == .tellStaff)
    #expect(
      outcome(.nothing(.exempted(.restored)), .decided(isVisible: true), isFlag: true)
        == .tellStaff)
    #expect(outcome(flag, .open(.consensus), isFlag: true, hasFlagged: true) == .replay)
    for before in [SubmissionOutcome.Before.neverSeen, .noAction, .open(.consensus)] {
      #expect(outcome(.nothing(.flagsNotRouted), before, isFlag: true) == .store)
    }
  }

  @Test("instructs the host at most once for a post: when its first review opens")
  func instructions() throws {
    let decisions = [try Self.verdict(0.95), try Self.verdict(0.6), .nothing(.belowThresholds)]
    #expect(outcome(decisions[0], .neverSeen).instruction == .autoHide)
    #expect(outcome(decisions[1], .noAction).instruction == .communityReview)
    for decision in decisions {
      for before in [
        SubmissionOutcome.Before.open(.consensus), .open(.immediate), .decided(isVisible: true),
        .decided(isVisible: false),
      ] {
        for isFlag in [false, true] {
          #expect(outcome(decision, before, isFlag: isFlag).instruction == nil)
        }
      }
    }
  }
}
