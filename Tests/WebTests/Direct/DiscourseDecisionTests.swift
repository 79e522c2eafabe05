import HummingbirdTesting
import Moderation
import Outbound
import Storage
import Testing

@testable import Service
@testable import Web

@Suite("Decisions are carried out by a Discourse forum's own interface")
struct DiscourseDecisionTests {
  /// A site whose forum told of a post that is hidden at once.
  private func hidden() async throws -> (DirectSite, ReviewItemID) {
    let direct = try await DirectSite()
    direct.forum.has(4711)
    try await direct.serve { client in
      try await direct.send(client, "post_created", DirectSite.recorded("post-created"))
    }
    try await direct.round()
    return (direct, try #require(try await direct.reviews().first).item.id)
  }

  /// A post that is visible while it is reviewed.
  private func doubtful() async throws -> (DirectSite, ReviewItemID) {
    let direct = try await DirectSite()
    direct.forum.has(4711)
    try await direct.serve { client in
      try await direct.send(
        client, "post_created", DirectSite.recorded("post-created", ["raw": "You fool!"]))
    }
    try await direct.round()
    return (direct, try #require(try await direct.reviews().first).item.id)
  }

  @Test("hiding is staff's flag with action taken, in the name that was given, with the key")
  func hide() async throws {
    let (direct, _) = try await hidden()
    let call = try #require(direct.forum.changes.first)
    #expect(call.url == "https://forum.example.org/post_actions.json")
    #expect(call.body == "id=4711&post_action_type_id=4&take_action=true")
    let headers = Dictionary(call.headers.map { ($0.name, $0.value) }, uniquingKeysWith: { $1 })
    #expect(headers["Api-Key"] == "0123456789abcdef0123456789abcdef")
    #expect(headers["Api-Username"] == "system")
    #expect(direct.forum.changes.count == 1 && direct.sender.sent.isEmpty)
  }

  @Test("what the community finds wrong is shown again, with one whisper to staff")
  func overturned() async throws {
    let (direct, review) = try await hidden()
    try await direct.decide(review, .notHelpful)
    #expect(direct.forum.isHidden(4711) == false)
    #expect(direct.forum.whispers.count == 1)
    #expect(direct.forum.whispers.first?.hasPrefix("The community reviewed this post") == true)
    // The same as an adapter's post: exempt, and told nothing more.
    #expect(try await direct.reviews().first?.item.action.state == .scanExempt)
    direct.site.clock.now += 86_400_000
    try await direct.round()
    #expect(direct.forum.changes.count == 3)
  }

  @Test("what the community finds right stays hidden, without another call")
  func confirmed() async throws {
    let (direct, review) = try await hidden()
    try await direct.decide(review, .helpful)
    #expect(direct.forum.isHidden(4711) == true && direct.forum.changes.count == 1)
    #expect(direct.forum.whispers.isEmpty)
  }

  @Test("a post of the second tier is hidden once the community says so")
  func consensus() async throws {
    let (direct, review) = try await doubtful()
    #expect(direct.forum.calls.isEmpty)
    try await direct.decide(review, .helpful)
    #expect(direct.forum.isHidden(4711) == true && direct.forum.whispers.isEmpty)
  }

  @Test("a post of the second tier that the community lets stand is not touched")
  func cleared() async throws {
    let (direct, review) = try await doubtful()
    try await direct.decide(review, .notHelpful)
    #expect(direct.forum.calls.isEmpty)
  }

  @Test("an answer that is lost repeats nothing: not the hide, not the whisper")
  func lostAnswers() async throws {
    let direct = try await DirectSite()
    direct.forum.has(4711)
    direct.forum.isDeaf(true)
    try await direct.serve { client in
      try await direct.send(client, "post_created", DirectSite.recorded("post-created"))
    }
    try await direct.round()
    #expect(direct.forum.isHidden(4711) == true)
    direct.site.clock.now += 11_000
    try await direct.round()
    #expect(direct.forum.changes.count == 1)
    let review = try #require(try await direct.reviews().first).item.id
    try await direct.decide(review, .notHelpful)
    for _ in 0..<4 {
      direct.site.clock.now += 400_000
      try await direct.round()
    }
    #expect(direct.forum.isHidden(4711) == false && direct.forum.whispers.count == 1)
    let letters = try await direct.site.store.read {
      try $0.deadLetters(community: nil, before: nil, limit: 10)
    }
    #expect(letters.isEmpty)
  }

  @Test("an author's edit shows a hidden post: the hide stays while its review is open")
  func shownByEdit() async throws {
    let (direct, _) = try await hidden()
    direct.forum.has(4711, FakeForum.Post(flags: ["4"]))
    direct.site.clock.now += 60_000
    try await direct.serve { client in
      let body = try DirectSite.recorded("post-edited", ["raw": "Buy cheap watches, friends!"])
      try await direct.send(client, "post_edited", body)
    }
    try await direct.round()
    // The first flag was taken before: another one hides.
    #expect(direct.forum.isHidden(4711) == true)
    #expect(direct.forum.changes.map(\.body).last?.contains("post_action_type_id=8") == true)
  }

  @Test("a forum that wants a pause gets it, and nothing overtakes what waits")
  func pause() async throws {
    let direct = try await DirectSite()
    direct.forum.has(4711)
    direct.forum.refusesNext(.status(429, retryAfter: 60_000, body: []))
    try await direct.serve { client in
      try await direct.send(client, "post_created", DirectSite.recorded("post-created"))
    }
    try await direct.round()
    let review = try #require(try await direct.reviews().first).item.id
    direct.site.clock.now += 30_000
    try await direct.decide(review, .notHelpful)
    #expect(direct.forum.calls.count == 1)
    direct.site.clock.now += 40_000
    try await direct.round()
    // What was decided meanwhile holds: nothing is hidden to be shown again, nor told of.
    #expect(direct.forum.calls.count == 2 && direct.forum.changes.isEmpty)
  }

  @Test("a key that is refused ends in a dead letter, which an operator sends again")
  func refusedKey() async throws {
    let direct = try await DirectSite()
    direct.forum.has(4711)
    direct.forum.refusesNext(.status(403, retryAfter: nil, body: []))
    try await direct.serve { client in
      try await direct.send(client, "post_created", DirectSite.recorded("post-created"))
    }
    try await direct.round()
    let host = try await direct.site.person(.host, name: "operator")
    let asker = try await direct.site.site.asker(sessionToken: host.session)
    let letter = try #require(try await direct.site.site.deadLetters(asker).first)
    #expect(letter.lastStatus == 403 && direct.forum.isHidden(4711) == false)
    try await direct.site.site.replay(asker, delivery: letter.id)
    try await direct.round()
    #expect(direct.forum.isHidden(4711) == true)
  }

  @Test("a post that was deleted meanwhile is left alone, and its delivery is done")
  func deleted() async throws {
    let direct = try await DirectSite()
    direct.forum.has(4711, FakeForum.Post(isDeleted: true))
    try await direct.serve { client in
      try await direct.send(client, "post_created", DirectSite.recorded("post-created"))
    }
    try await direct.round()
    #expect(direct.forum.changes.isEmpty)
    let letters = try await direct.site.store.read {
      try $0.deadLetters(community: nil, before: nil, limit: 10)
    }
    #expect(letters.isEmpty)
  }

  @Test("nothing that the forum is told has to do with votes before the outcome")
  func secrecy() async throws {
    let (direct, review) = try await hidden()
    let before = direct.forum.calls.count
    for id in 201...204 {
      let asker = try await direct.site.site.asker(
        sessionToken: try await direct.voter(id).session)
      _ = try await direct.site.site.vote(asker, on: review, .notHelpful, client: "test \(id)")
      try await direct.round()
    }
    #expect(direct.forum.calls.count == before)
  }
}
