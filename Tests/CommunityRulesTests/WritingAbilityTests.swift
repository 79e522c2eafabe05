import NoteModel
import Testing

@testable import CommunityRules

@Suite("Somebody's ability to write")
struct WritingAbilityTests {
  private typealias Progress = WritingAbility.Progress
  private typealias Warning = WritingAbility.Warning

  private static func impact(rating: Int = 0, helpful: Int = 0, notHelpful: Int = 0) -> Impact {
    var impact = Impact()
    impact.helpfulOnHelpful = max(rating, 0)
    impact.notHelpfulOnHelpful = max(-rating, 0)
    impact.helpfulNotes = helpful
    impact.notHelpfulNotes = notHelpful
    return impact
  }

  @Test("is some points away for a new contributor")
  func learning() {
    let ability = WritingAbility(Enrollment(), Self.impact(rating: 3))
    #expect(ability == .learning(Progress(ratingImpact: 3, target: 5)))
    #expect(Progress(ratingImpact: 3, target: 5).missing == 2)
    #expect(Progress(ratingImpact: -7, target: 5).missing == 12)
    #expect(Progress(ratingImpact: 6, target: 5).missing == 0)
  }

  @Test("is safe with a Writing Impact above zero")
  func safe() {
    let ability = WritingAbility(Enrollment(state: .earnedIn), Self.impact(helpful: 1))
    #expect(ability == .unlocked(nil))
  }

  @Test("hangs on the next note with a Writing Impact of zero or less", arguments: [0, 1])
  func impactAtRisk(notHelpful: Int) {
    let ability = WritingAbility(
      Enrollment(state: .earnedIn), Self.impact(rating: 8, notHelpful: notHelpful))
    #expect(ability == .unlocked(Warning(cause: .writingImpact, targetIfLocked: 13)))
  }

  @Test("hangs on the next note when two of the last five were not helpful")
  func atRisk() {
    let ability = WritingAbility(
      Enrollment(state: .atRisk, timesEarnedOut: 1),
      Self.impact(rating: 30, helpful: 9, notHelpful: 2))
    #expect(ability == .unlocked(Warning(cause: .recentNotes, targetIfLocked: 40)))
  }

  @Test(
    "once lost, tells since when, why, and how far the way back is",
    arguments: [EnrollmentState.earnedOutNoAcknowledge, .earnedOutAcknowledged])
  func locked(state: EnrollmentState) {
    var impact = Self.impact(rating: 22)
    impact.topNotHelpfulTags = [.notHelpfulIncorrect, .notHelpfulOffTopic]
    let ability = WritingAbility(
      Enrollment(
        state: state, target: 27, lastStateChangeAt: 5, lastEarnOutAt: 9, timesEarnedOut: 1),
      impact)
    #expect(
      ability
        == .locked(
          WritingAbility.Lock(
            since: 5, times: 1, reasons: [.notHelpfulIncorrect, .notHelpfulOffTopic],
            needsAcknowledgement: state == .earnedOutNoAcknowledge,
            progress: Progress(ratingImpact: 22, target: 27))))
  }

  @Test("follows other rules for removed contributors and for programs")
  func others() {
    #expect(WritingAbility(Enrollment(state: .removed), Impact()) == .removed)
    for state in [EnrollmentState.apiTestUser, .apiEarnedIn, .apiEarnedOut] {
      #expect(WritingAbility(Enrollment(state: state), Impact()) == .automated)
    }
  }

  /// The worked example of the specification, and its exceptions.
  @Test(
    "costs more to regain with every lock, except for Top Writers",
    arguments: [
      (1, 22, false, 27), (2, 30, false, 40), (3, 41, false, 56), (1, -7, false, 5),
      (3, 41, true, 46),
    ])
  func relock(times: Int, impact: Int, isTopWriter: Bool, target: Int) {
    #expect(
      WritingAbility.Policy().target(
        afterLocks: times, ratingImpact: impact, isTopWriter: isTopWriter) == target)
  }
}
