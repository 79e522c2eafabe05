import CommunityRules
import Foundation
import Outbound
import Storage
import Testing

@testable import Service

@Suite("Accounts")
struct SignInTests {
  private static let form = SignUpForm(
    name: "Ada", email: "Ada@People.test", password: "seven quiet lanterns", agrees: true)

  /// The secret in the link of the last mail to an address.
  private static func link(in site: TestSite, to address: String) async throws -> String {
    let mail = try #require(await site.mail.last(to: address))
    return String(try #require(mail.text.firstMatch(of: /token=([A-Za-z0-9_-]+)/)).1)
  }

  /// Asks for a new password and waits for the mail, which nobody waits for.
  private static func forgotten(_ site: TestSite, client: String) async throws -> String {
    await site.mail.removeAll()
    try await site.site.forgotPassword(email: form.email, client: client)
    for _ in 0..<500 {
      if await site.mail.last(to: "ada@people.test") != nil { break }
      try await Task.sleep(for: .milliseconds(10))
    }
    return try await link(in: site, to: "ada@people.test")
  }

  @Test("are made by a form, and signed in to by address and password")
  func signUpAndIn() async throws {
    let site = try TestSite()
    let session = try #require(try await site.site.signUp(Self.form, client: "a"))
    let asker = try await site.site.asker(sessionToken: session.token)
    #expect(asker.account?.email == "ada@people.test")
    #expect(asker.contributor == nil)

    let again = try await site.site.signIn(
      email: " ada@people.test ", password: Self.form.password, client: "a")
    #expect(again.token != session.token)
    try await site.site.signOut(sessionToken: again.token)
    #expect(try await !site.site.asker(sessionToken: again.token).isSignedIn)
    #expect(try await site.site.asker(sessionToken: session.token).isSignedIn)
  }

  @Test("end with their session after a month without use, not before")
  func expiry() async throws {
    let site = try TestSite()
    let session = try #require(try await site.site.signUp(Self.form, client: "a"))
    site.clock.now += 29 * 86_400_000
    #expect(try await site.site.asker(sessionToken: session.token).isSignedIn)
    site.clock.now += 29 * 86_400_000
    #expect(try await site.site.asker(sessionToken: session.token).isSignedIn, "was used")
    site.clock.now += 31 * 86_400_000
    #expect(try await !site.site.asker(sessionToken: session.token).isSignedIn)
  }

  @Test("do not show whether an address has one, where mail can say it to its owner")
  func enumeration() async throws {
    let site = try TestSite(sendsMail: true)
    #expect(try await site.site.signUp(Self.form, client: "a") == nil)
    let first = try #require(await site.mail.last(to: "ada@people.test"))
    #expect(first.subject == "Confirm your address")
    #expect(try await site.site.signUp(Self.form, client: "a") == nil)
    let second = try #require(await site.mail.last(to: "ada@people.test"))
    #expect(second.subject == "You already have an account")
    #expect(!second.text.contains("token="))
  }

  @Test("are verified by a link that works once")
  func verification() async throws {
    let site = try TestSite(sendsMail: true)
    _ = try await site.site.signUp(Self.form, client: "a")
    let token = try await Self.link(in: site, to: "ada@people.test")
    try await site.site.verifyAddress(token: token)
    let account = try await site.store.read { try $0.account(email: "ada@people.test") }
    #expect(account?.emailVerifiedAt == TestSite.start)
    await #expect(throws: SiteError.self) { try await site.site.verifyAddress(token: token) }
  }

  @Test(
    "lock alike whether the address is known or not",
    arguments: ["ada@people.test", "nobody@people.test"])
  func lock(address: String) async throws {
    let site = try TestSite()
    _ = try await site.site.signUp(Self.form, client: "a")
    for _ in 0..<5 {
      await #expect(throws: Site.wrongSignIn) {
        try await site.site.signIn(email: address, password: "wrong wrong wrong", client: "a")
      }
    }
    let locked = SiteError.limited(
      reason: "Too many failed sign-ins. Wait before you try again.",
      retryAt: TestSite.start + 30_000)
    await #expect(throws: locked) {
      try await site.site.signIn(email: address, password: Self.form.password, client: "a")
    }
    site.clock.now += 30_001
    if address == "ada@people.test" {
      _ = try await site.site.signIn(email: address, password: Self.form.password, client: "a")
    } else {
      await #expect(throws: Site.wrongSignIn) {
        try await site.site.signIn(email: address, password: Self.form.password, client: "a")
      }
    }
  }

  @Test("get a new password by a link that works for an hour, and every session ends")
  func reset() async throws {
    let site = try TestSite(sendsMail: true)
    _ = try await site.site.signUp(Self.form, client: "a")
    await #expect(throws: Site.wrongSignIn, "not confirmed yet") {
      try await site.site.signIn(
        email: Self.form.email, password: Self.form.password, client: "a")
    }
    try await site.site.verifyAddress(token: Self.link(in: site, to: "ada@people.test"))
    let session = try await site.site.signIn(
      email: Self.form.email, password: Self.form.password, client: "a")
    let token = try await Self.forgotten(site, client: "a")
    try await site.site.resetPassword(token: token, password: "nine calm harbours")
    #expect(try await !site.site.asker(sessionToken: session.token).isSignedIn)
    _ = try await site.site.signIn(
      email: Self.form.email, password: "nine calm harbours", client: "a")

    let late = try await Self.forgotten(site, client: "b")
    site.clock.now += 3_600_001
    await #expect(throws: SiteError.self) {
      try await site.site.resetPassword(token: late, password: "another long phrase")
    }
  }

  @Test("of the host are taken over only where both sides verified the address")
  func hostSignIn() async throws {
    let site = try TestSite(sendsMail: true)
    _ = try await site.site.signUp(Self.form, client: "a")
    let identity = HostIdentity(
      issuer: "https://host.test", subject: "7", email: "ada@people.test", emailVerified: true,
      name: "Ada", createdAt: nil, authorKey: "ada")
    // The address was entered here but never verified: somebody else may have entered it.
    let stranger = try await site.site.signIn(identity)
    let first = try await site.site.asker(sessionToken: stranger.token).account
    #expect(first?.email != "ada@people.test")

    let again = try await site.site.signIn(identity)
    #expect(try await site.site.asker(sessionToken: again.token).account?.id == first?.id)
    #expect(first?.authorKey == "ada")
  }
}
