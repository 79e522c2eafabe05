import Testing

@testable import CommunityRules

@Suite("Who may join")
struct EligibilityTests {
  private static let day: Int64 = 86_400_000
  private static let now: Int64 = 1_800_000_000_000

  private static var account: Account {
    Account(
      id: AccountID(1), email: "ann@example.org", emailVerifiedAt: now - day, name: "Ann",
      createdAt: now - 31 * day)
  }

  @Test("an account that meets every criterion")
  func eligible() {
    #expect(Eligibility().unmet(by: Self.account, at: Self.now).isEmpty)
  }

  @Test("not before the account is old enough, by the host's clock where it tells")
  func age() {
    var account = Self.account
    account.createdAt = Self.now - 30 * Self.day + 1
    #expect(
      Eligibility().unmet(by: account, at: Self.now)
        == [.accountTooYoung(eligibleAt: Self.now + 1)])
    #expect(Eligibility().unmet(by: account, at: Self.now + 1).isEmpty)
    account.standing.hostCreatedAt = Self.now - 300 * Self.day
    #expect(Eligibility().unmet(by: account, at: Self.now).isEmpty)
  }

  @Test("not for half a year after a violation of the host's rules")
  func violation() {
    var account = Self.account
    account.standing.lastViolationAt = Self.now - 180 * Self.day + 1
    #expect(
      Eligibility().unmet(by: account, at: Self.now)
        == [.recentViolation(eligibleAt: Self.now + 1)])
    #expect(Eligibility().unmet(by: account, at: Self.now + 1).isEmpty)
  }

  @Test("each unmet criterion is named by itself")
  func all() {
    var account = Self.account
    account.createdAt = Self.now
    account.emailVerifiedAt = nil
    account.email = "ann@mail.throwaway.example"
    var criteria = Eligibility()
    criteria.needsUniquenessProof = true
    criteria.refusedEmailDomains = ["throwaway.example"]
    let unmet = criteria.unmet(by: account, at: Self.now)
    #expect(unmet.count == 4)
    #expect(unmet.contains(.emailNotVerified) && unmet.contains(.emailDomainRefused))
    #expect(unmet.contains(.noUniquenessProof))
  }

  @Test("a domain that only ends in the same letters is another")
  func domains() {
    var criteria = Eligibility()
    criteria.refusedEmailDomains = ["ample.org"]
    #expect(criteria.unmet(by: Self.account, at: Self.now).isEmpty)
  }
}

@Suite("The draw of who is admitted")
struct AdmissionDrawTests {
  private static let waiting = (0..<50).map { "person \($0)" }

  @Test("can be repeated from its seed, in whatever order people are listed")
  func repeatable() {
    let draw = AdmissionDraw(seed: 7)
    let first = draw.admitted(from: Self.waiting, places: 10)
    #expect(first.count == 10 && Set(first).count == 10)
    #expect(draw.admitted(from: Self.waiting.reversed(), places: 10) == first)
    #expect(AdmissionDraw(seed: 8).admitted(from: Self.waiting, places: 10) != first)
  }

  @Test("admits everybody where there are places enough")
  func enough() {
    #expect(
      Set(AdmissionDraw(seed: 1).admitted(from: Self.waiting, places: 60)) == Set(Self.waiting))
    #expect(AdmissionDraw(seed: 1).admitted(from: [], places: 3).isEmpty)
  }

  @Test("gives everybody the same chance")
  func fair() {
    // Given 4000 draws of 10 among 50: 800 each, with a standard deviation of about 25
    var wins: [String: Int] = [:]
    for seed in 0..<4000 {
      for person in AdmissionDraw(seed: UInt64(seed)).admitted(from: Self.waiting, places: 10) {
        wins[person, default: 0] += 1
      }
    }
    #expect(wins.count == 50)
    #expect(wins.values.allSatisfy { abs($0 - 800) < 130 })
  }
}

@Suite("Aliases")
struct AliasTests {
  @Test("are offered five at a time, all different and free")
  func offers() {
    var random = SystemRandomNumberGenerator()
    let first = AliasWords.english.offers(using: &random) { _ in false }
    #expect(first.count == 5 && Set(first).count == 5)
    #expect(first.allSatisfy { $0.split(separator: " ").count == 3 })
    let second = AliasWords.english.offers(using: &random) { first.contains($0) }
    #expect(Set(first).isDisjoint(with: second))
  }

  @Test("never contain a blocked word, and end where no free one is left")
  func exhausted() {
    var random = SystemRandomNumberGenerator()
    let words = AliasWords(
      adjectives: ["Calm", "Rude"], things: ["Kite"], birds: ["Dove", "Crane"], blocked: ["rude"])
    let offers = words.offers(using: &random) { _ in false }
    #expect(Set(offers) == ["Calm Kite Dove", "Calm Kite Crane"])
  }

  @Test("come from lists without repetitions, large enough for a town")
  func words() {
    let words = AliasWords.english
    for list in [words.adjectives, words.things, words.birds] {
      #expect(Set(list.map { $0.lowercased() }).count == list.count)
    }
    #expect(words.count > 100_000)
  }
}
