import CommunityRules
import Foundation
import Moderation
import NoteModel
import Storage
import Testing

@testable import Service

@Suite("The author of a hidden post")
struct AppealTests {
  /// A forum whose members sign in here, with a post of user 88 that was judged.
  private struct Scene {
    let forum: ModerationSite
    let site: Site
    let adapter: AdapterCaller
    let review: ReviewItemID
    let author: Asker
    let member: Asker
    let staff: Asker
  }

  private func scene(score: Double = 0.95) async throws -> Scene {
    let forum = try ModerationSite()
    let site = forum.started()
    let adapter = try await forum.register(site)
    try await forum.store.write { store in
      for var community in try store.moderatedCommunities(of: nil) {
        community.isHost = true
        try store.update(community)
      }
    }
    let author = try await Self.asker(forum, site, key: "user88")
    let member = try await Self.asker(forum, site, key: "user5")
    let staff = try await Self.asker(forum, site, key: nil)
    _ = try await site.reviews(forum.caller(adapter, for: 5), ReviewFilter())
    forum.classifier.says(score)
    let card = try await forum.submit(site, adapter, post: 1, "Buy a clock")
    return Scene(
      forum: forum, site: site, adapter: adapter, review: try #require(card.review).id,
      author: author, member: member, staff: staff)
  }

  private static func asker(
    _ forum: ModerationSite, _ site: Site, key: String?
  ) async throws -> Asker {
    let now = forum.now
    let id = try await forum.store.write { store in
      try store.insert(
        Account(
          id: AccountID(0), email: "\(key ?? "staff")@people.test", emailVerifiedAt: now,
          name: "Somebody", authorKey: key, role: key == nil ? .operator : .member,
          createdAt: now))
    }
    return try await site.asker(sessionToken: site.newSession(for: id).token)
  }

  private func settle(_ scene: Scene, _ outcome: ReviewOutcome) async throws {
    scene.forum.now += 1_000
    let now = scene.forum.now
    try await scene.forum.store.write { store in
      guard let stored = try store.review(scene.review) else { return }
      try ReviewDesk(store: store, configuration: ModerationConfiguration(), now: now)
        .handle(.consensus(outcome, .carryOut), on: stored)
    }
  }

  private func kinds(_ scene: Scene) async throws -> [String] {
    try await scene.site.notices(scene.author).map(\.kind)
  }

  @Test("is told when it is hidden automatically and when it comes back, each once")
  func notices() async throws {
    let scene = try await scene()
    #expect(try await kinds(scene) == ["postHidden"])
    let first = try #require(try await scene.site.notices(scene.author).first)
    #expect(first.title == "Your post was hidden automatically")
    #expect(first.path == "/community-reviews/mine/\(scene.review)")
    _ = try await scene.site.vote(scene.member, on: scene.review, .notHelpful, client: "test")
    #expect(try await kinds(scene) == ["postHidden"])
    try await settle(scene, .notHelpful)
    #expect(Set(try await kinds(scene)) == ["postHidden", "postRestored"])
    #expect(try await kinds(scene).count == 2)
    #expect(try await scene.site.notices(scene.member).isEmpty)
  }

  @Test("hears nothing of a proposal while others vote, and of a hide that they decide")
  func proposals() async throws {
    let scene = try await scene(score: 0.7)
    #expect(try await kinds(scene).isEmpty)
    #expect(try await scene.site.ownPosts(scene.author).isEmpty)
    await #expect(throws: SiteError.self) {
      try await scene.site.ownPost(scene.author, scene.review)
    }
    await #expect(throws: SiteError.self) {
      try await scene.site.review(scene.author, scene.review)
    }
    await #expect(throws: SiteError.self) {
      try await scene.site.appeal(scene.author, on: scene.review, text: "Why?")
    }
    try await settle(scene, .helpful)
    #expect(try await kinds(scene) == ["postHidden"])
    let post = try #require(try await scene.site.ownPosts(scene.author).first)
    #expect(post.isHidden && post.decider == .consensus && post.mayAppealTo == .staff)
    #expect(post.badge == .communityReviewed)
  }

  @Test("speaks to those who vote, and to staff once the hide stands")
  func courts() async throws {
    let scene = try await scene()
    let (site, review) = (scene.site, scene.review)
    try await site.appeal(scene.author, on: review, text: " It is\r\na joke. ")
    #expect(try await site.review(scene.member, review).statement == "It is\na joke.")
    #expect(try await site.openAppeals(scene.staff, limit: 9).isEmpty)
    try await settle(scene, .helpful)
    #expect(try await site.review(scene.member, review).statement == nil)
    #expect(try await site.review(scene.staff, review).statement == "It is\na joke.")
    let open = try await site.openAppeals(scene.staff, limit: 9)
    #expect(open.map(\.text) == ["It is\na joke."] && open.map(\.review) == [review])
    let id = try #require(open.first).id
    try await site.answerAppeal(scene.staff, id, answer: "It stays.")
    #expect(try await site.openAppeals(scene.staff, limit: 9).isEmpty)
    #expect(try await site.ownPost(scene.author, review).appeal?.answer == "It stays.")
    #expect(try await kinds(scene).contains("appealAnswered"))
    await #expect(throws: SiteError.conflict(reason: "The appeal is answered.")) {
      try await site.answerAppeal(scene.staff, id, answer: "Again.")
    }
    let lines = try await site.moderationAudit(scene.staff, review: review).map(\.what)
    #expect(lines.contains("appeal made") && lines.contains("appeal answered"))
  }

  @Test("gets no answer from staff while members still vote")
  func staffWait() async throws {
    let scene = try await scene()
    try await scene.site.appeal(scene.author, on: scene.review, text: "A joke.")
    let appeal = try #require(
      try await scene.forum.store.read { try $0.appeal(on: scene.review, cycle: 1) })
    await #expect(throws: SiteError.self) {
      try await scene.site.answerAppeal(scene.staff, appeal.id, answer: "No.")
    }
  }

  @Test("gets the post back where staff are convinced, also after members upheld the hide")
  func restored() async throws {
    let scene = try await scene()
    try await settle(scene, .helpful)
    try await scene.site.appeal(scene.author, on: scene.review, text: "A joke.")
    scene.forum.now += 1_000
    try await scene.site.decide(scene.staff, scene.review, .restore, reason: "It is a joke.")
    let post = try await scene.site.ownPost(scene.author, scene.review)
    #expect(!post.isHidden && post.badge == .restored && post.decider == .staff)
    #expect(try await scene.site.openAppeals(scene.staff, limit: 9).isEmpty)
    #expect(try await kinds(scene).filter { $0 == "postRestored" }.count == 1)
    #expect(try await scene.site.review(scene.member, scene.review).rule == nil)
  }

  @Test("speaks once, and not at any length")
  func once() async throws {
    let scene = try await scene()
    for text in ["", " \n ", String(repeating: "a", count: 1_001)] {
      await #expect(throws: SiteError.invalid("text", "Write 1 to 1000 characters.")) {
        try await scene.site.appeal(scene.author, on: scene.review, text: text)
      }
    }
    let longest = String(repeating: "a", count: 1_000)
    try await scene.site.appeal(scene.author, on: scene.review, text: longest)
    await #expect(throws: SiteError.self) {
      try await scene.site.appeal(scene.author, on: scene.review, text: "And another thing")
    }
  }

  @Test("alone may speak, and nobody else reads the author's page")
  func onlyTheAuthor() async throws {
    let scene = try await scene()
    for other in [scene.member, scene.staff] {
      await #expect(throws: SiteError.self) {
        try await scene.site.appeal(other, on: scene.review, text: "Mine!")
      }
      await #expect(throws: SiteError.self) { try await scene.site.ownPost(other, scene.review) }
      #expect(try await scene.site.ownPosts(other).isEmpty)
    }
    await #expect(throws: SiteError.notSignedIn) {
      try await scene.site.appeal(.nobody, on: scene.review, text: "Mine!")
    }
    for other in [scene.author, scene.member] {
      await #expect(throws: SiteError.self) { try await scene.site.openAppeals(other, limit: 9) }
      await #expect(throws: SiteError.self) {
        try await scene.site.answerAppeal(other, 1, answer: "Yes")
      }
    }
  }

  @Test("reads a review of another text as another one: a new cycle takes new words")
  func cycles() async throws {
    let scene = try await scene()
    try await scene.site.appeal(scene.author, on: scene.review, text: "First.")
    try await settle(scene, .notHelpful)
    scene.forum.now += 1_000
    _ = try await scene.forum.submit(
      scene.site, scene.adapter, post: 1, "Altogether different words about teapots and boats")
    let again = try await scene.site.ownPost(scene.author, scene.review)
    #expect(again.isHidden && again.appeal == nil && again.mayAppealTo == .voters)
    try await scene.site.appeal(scene.author, on: scene.review, text: "Second.")
    #expect(try await scene.site.review(scene.member, scene.review).statement == "Second.")
    #expect(try await kinds(scene).filter { $0 == "postHidden" }.count == 2)
  }
}
