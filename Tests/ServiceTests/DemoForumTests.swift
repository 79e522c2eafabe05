import CommunityRules
import Moderation
import Outbound
import Storage
import Testing

@testable import Service

@Suite("The forum of the demo")
struct DemoForumTests {
  /// A site with the demo's accounts and none of its notes, which take long to score.
  private func forum() async throws -> (ModerationSite, Site, DemoAccounts) {
    let forum = try ModerationSite()
    let site = Site(
      configuration: SiteConfiguration(name: "Demo", baseURL: "http://notes.test", isDemo: true),
      store: forum.store, clock: SiteClock { forum.now }, key: forum.key, mail: CapturedMail())
    let now = forum.now
    let accounts = try await forum.store.write { store in
      func account(_ name: String, _ key: String?) throws -> AccountID {
        try store.insert(
          Account(
            id: AccountID(0), email: "\(name)@demo.invalid", emailVerifiedAt: now, name: name,
            authorKey: key, role: name == "operator" ? .operator : .member, createdAt: now))
      }
      return DemoAccounts(
        reader: try account("reader", nil),
        rater: try account("rater", "forum.example:corner_table"),
        writer: try account("writer", "forum.example:last_tram"),
        author: try account("author", "forum.example:inkwell_ines"),
        operator: try account("operator", nil))
    }
    try await DemoForum(for: site, accounts).build()
    return (forum, site, accounts)
  }

  private func asker(_ site: Site, _ account: AccountID) async throws -> Asker {
    try await site.asker(sessionToken: site.newSession(for: account).token)
  }

  @Test("has reviews decided each way, one open in each tier, and something for everybody")
  func everything() async throws {
    let (forum, site, accounts) = try await forum()
    let staff = try await asker(site, accounts.operator)
    let all = try await site.allReviews(staff, community: nil, states: nil, limit: 50).items
    #expect(
      all.map(\.state) == [
        .underReview, .retroReview, .confirmed, .applied, .dismissed, .scanExempt, .confirmed,
      ])
    #expect(all.allSatisfy { $0.decidedAt == nil || $0.rule == .strangers })
    #expect(try await site.openReviews(asker(site, accounts.rater), limit: 9).items.count == 2)
    let own = try await site.ownPosts(asker(site, accounts.author))
    #expect(own.map(\.isHidden) == [true, false] && own.first?.mayAppealTo == .staff)
    #expect(try await site.notices(asker(site, accounts.author)).count == 3)
    #expect(try await site.openAppeals(staff, limit: 9).count == 1)
    #expect(try await site.reviewStanding(asker(site, accounts.reader)) == .stranger)
    #expect(try await forum.store.findings().isEmpty)
  }

  @Test("lacks one vote on its newest post, which a visitor casts")
  func lastVote() async throws {
    let (forum, site, accounts) = try await forum()
    let visitor = try await asker(site, accounts.writer)
    let newest = try #require(try await site.openReviews(visitor, limit: 9).items.first)
    _ = try await site.vote(visitor, on: newest.id, .notHelpful, client: "test")
    forum.now += 1_000
    try await site.findConsensus()
    let decided = try await site.review(visitor, newest.id)
    #expect(decided.badge == .noAction && decided.rule == .strangers)
  }
}
