import CommunityRules
import NoteModel
import Testing

@testable import Storage

@Suite("The store keeps people")
struct PeopleTests {
  @Test("accounts as they were given, found by what is unique to them")
  func accounts() async throws {
    let fixture = try StoreFixture()
    var account = Account(
      id: AccountID(0), email: "ann@example.org", emailVerifiedAt: 5, name: "Ann",
      passwordHash: "scrypt$…", subject: Account.Subject(issuer: "https://id", subject: "7"),
      authorKey: "u/3", role: .operator, createdAt: 1,
      standing: Account.Standing(hostCreatedAt: 2, lastViolationAt: 3, uniquenessProof: "p"),
      lockedUntil: 9, failedSignIns: 4)
    let expected = account
    let id = try await fixture.store.write { try $0.insert(expected) }
    account.id = id
    let stored = account
    try await fixture.store.read { store throws in
      #expect(try store.account(id) == stored)
      #expect(try store.account(email: "ann@example.org") == stored)
      #expect(try store.account(subject: .init(issuer: "https://id", subject: "7")) == stored)
      #expect(try store.account(authorKey: "u/3") == stored)
      #expect(try store.account(email: "nobody@example.org") == nil)
      #expect(try store.accounts(matching: "NN@ex", after: nil, limit: 9) == [stored])
      #expect(try store.accounts(matching: "%", after: nil, limit: 9).isEmpty)
    }
    await #expect(throws: (any Error).self, "an address belongs to one account") {
      try await fixture.store.write { store throws in
        try store.insert(
          Account(id: AccountID(0), email: "ann@example.org", name: "Second", createdAt: 1))
      }
    }
  }

  @Test("contributors with their record, by alias without regard to case")
  func contributors() async throws {
    let fixture = try StoreFixture()
    var contributor = Contributor(
      id: ParticipantID(rawValue: "P1"), alias: "Calm Kite Dove", joinedAt: 3,
      enrollment: Enrollment(
        state: .atRisk, target: 9, lastStateChangeAt: 4, lastEarnOutAt: 5, timesEarnedOut: 2))
    contributor.impact.helpfulNotes = 3
    contributor.impact.topNotHelpfulTags = [.notHelpfulIncorrect]
    contributor.impact.meanNoteIntercept = 0.25
    let expected = contributor
    try await fixture.store.write { try $0.insert(expected) }
    try await fixture.store.read { store throws in
      #expect(try store.contributor(expected.id) == expected)
      #expect(try store.contributor(alias: "calm KITE dove") == expected)
      #expect(try store.contributors([expected.id, ParticipantID(rawValue: "x")]).count == 1)
    }
    var changed = expected
    changed.leftAt = 8
    changed.impact.notHelpfulNotes = 1
    let updated = changed
    try await fixture.store.write { try $0.update(updated) }
    #expect(try await fixture.store.read { try $0.contributor(updated.id) } == updated)
  }

  @Test("a line about each writer of a note, and the impacts of a day")
  func lines() async throws {
    let fixture = try StoreFixture()
    let ann = try await fixture.contributor("Ann")
    let bob = try await fixture.contributor("Bob")
    try await fixture.store.write { store throws in
      var top = try #require(try store.contributor(bob))
      top.impact.helpfulNotes = 12
      top.impact.isTopWriter = true
      try store.update(top)
      try store.recordImpact(bob, day: 7, writing: 12, rating: -1)
      try store.recordImpact(bob, day: 8, writing: 13, rating: 0)
    }
    try await fixture.store.read { store throws in
      let lines = try store.authorLines([ann, bob, ParticipantID(rawValue: "nobody")])
      #expect(
        lines == [
          ann: AuthorLine(id: ann, alias: "Ann", isTopWriter: false, isAutomated: false),
          bob: AuthorLine(id: bob, alias: "Bob", isTopWriter: true, isAutomated: false),
        ])
      #expect(try store.contributor(bob)?.impact.helpfulNotes == 12)
      #expect(
        try store.impacts(onDay: 7) == [bob: ImpactOnDay(day: 7, writing: 12, rating: -1)])
    }
  }

  @Test("sessions until they end, and links in mails that work once")
  func tokens() async throws {
    let fixture = try StoreFixture()
    let ann = try await fixture.account("ann")
    let session = Session(
      tokenHash: [1, 2, 3], account: ann, createdAt: 1, lastSeenAt: 1, expiresAt: 100)
    try await fixture.store.write { store throws in
      try store.insert(session)
      try store.insertMailToken(hash: [9], account: ann, purpose: "verify", expiresAt: 50)
    }
    #expect(try await fixture.store.read { try $0.session(tokenHash: [1, 2, 3]) } == session)
    let wrongPurpose = try await fixture.store.write {
      try $0.takeMailToken(hash: [9], purpose: "password", at: 10)
    }
    #expect(wrongPurpose == nil)
    let late = try await fixture.store.write {
      try $0.takeMailToken(hash: [9], purpose: "verify", at: 50)
    }
    #expect(late == nil)
    let first = try await fixture.store.write {
      try $0.takeMailToken(hash: [9], purpose: "verify", at: 49)
    }
    #expect(first == ann)
    let second = try await fixture.store.write {
      try $0.takeMailToken(hash: [9], purpose: "verify", at: 49)
    }
    #expect(second == nil)
    try await fixture.store.write { try $0.deleteSessions(expiredAt: 100) }
    #expect(try await fixture.store.read { try $0.session(tokenHash: [1, 2, 3]) } == nil)
  }

  @Test("memberships, which end without a trace of the account")
  func memberships() async throws {
    let fixture = try StoreFixture()
    let ann = try await fixture.account("ann")
    let alias = try await fixture.contributor("Calm Kite Dove")
    let membership = Membership(account: ann, participant: alias, mutedNotices: ["weekly", "a"])
    try await fixture.store.write { try $0.insert(membership) }
    try await fixture.store.read { store throws in
      #expect(try store.membership(of: ann) == membership)
      #expect(try store.account(behind: alias) == ann)
      #expect(try store.members() == [membership])
    }
    try await fixture.store.write { try $0.deleteMembership(of: ann) }
    #expect(try await fixture.store.read { try $0.account(behind: alias) } == nil)
  }

  @Test("offers of aliases to one account at a time")
  func aliasOffers() async throws {
    let fixture = try StoreFixture()
    let ann = try await fixture.account("ann")
    let bob = try await fixture.account("bob")
    try await fixture.contributor("Taken Loom Tern")
    try await fixture.store.write {
      try $0.replaceAliasOffers(to: ann, ["Calm Kite Dove", "Warm Oar Ibis"], at: 100)
    }
    try await fixture.store.read { store throws in
      #expect(try store.aliasOffers(to: ann, since: 100).count == 2)
      #expect(try store.isAliasTaken("calm kite dove", for: bob, since: 100))
      #expect(try !store.isAliasTaken("calm kite dove", for: ann, since: 100))
      #expect(try !store.isAliasTaken("calm kite dove", for: bob, since: 101), "it ran out")
      #expect(try store.isAliasTaken("TAKEN LOOM TERN", for: ann, since: 100))
    }
  }

  @Test("with one table alone that links accounts to contributors")
  func oneLink() async throws {
    let fixture = try StoreFixture()
    let linking = try await fixture.store.tables { table in
      table.contains("REFERENCES account") && table.contains("REFERENCES contributor")
    }
    #expect(linking == ["membership"])
  }
}
