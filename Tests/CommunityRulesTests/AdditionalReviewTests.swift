import Testing

@testable import CommunityRules

@Suite("An additional review")
struct AdditionalReviewTests {
  private static let day: Int64 = 86_400_000

  @Test("may be requested once by a post's author, of a shown note without a final status")
  func may() {
    #expect(
      AdditionalReviewRule().refusal(
        isPostAuthor: true, isShown: true, isLocked: false, hasRequested: false) == nil)
  }

  @Test(
    "is refused with the reason that matters most",
    arguments: [
      (false, true, false, false, AdditionalReviewRule.Refusal.notPostAuthor),
      (false, false, true, true, .notPostAuthor), (true, false, false, false, .notShown),
      (true, true, true, false, .statusFinal), (true, true, true, true, .statusFinal),
      (true, true, false, true, .alreadyRequested),
    ])
  func refusals(
    author: Bool, shown: Bool, locked: Bool, requested: Bool, refusal: AdditionalReviewRule.Refusal
  ) {
    #expect(
      AdditionalReviewRule().refusal(
        isPostAuthor: author, isShown: shown, isLocked: locked, hasRequested: requested) == refusal)
  }

  @Test("holds for seven days, or until the status changes", arguments: [nil, -1, 999, 1000])
  func effect(statusChangedAt: Int64?) {
    let rule = AdditionalReviewRule()
    let end = 1000 + 7 * Self.day
    func holds(_ changedAt: Int64?, at now: Int64) -> Bool {
      rule.isInEffect(requestedAt: 1000, statusChangedAt: changedAt, at: now)
    }
    #expect(holds(statusChangedAt, at: 1000))
    #expect(holds(statusChangedAt, at: end - 1))
    #expect(!holds(statusChangedAt, at: end))
    #expect(!holds(1001, at: 2000))
  }
}
