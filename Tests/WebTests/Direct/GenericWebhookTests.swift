import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Moderation
import Outbound
import Storage
import Testing

@testable import Service
@testable import Web

@Suite("Any platform tells of its posts by a small signed webhook")
struct GenericWebhookTests {
  private static let seconds = TestSite.start / 1_000

  private static func event(
    _ kind: String, id: String, text: String = "You can buy cheap watches here.",
    at seconds: Int64 = seconds, more: [String: JSONTree] = [:]
  ) -> String {
    JSONTree.object(
      [
        "event": .text(kind), "event_id": .text(id), "timestamp": .int(seconds),
        "post": .object(["id": "p-1", "text": .text(text), "category": "general"]),
        "author": .object(["id": "u-1", "name": "ann", "trust_level": 1]),
      ].merging(more) { $1 }
    ).canonical
  }

  private func send(
    _ direct: DirectSite, _ client: any TestClientProtocol, _ body: String, secret: String? = nil,
    at seconds: Int64 = seconds
  ) async throws -> TestForum.Answer {
    var headers: HTTPFields = [.contentType: "application/json"]
    if let name = HTTPField.Name("X-Webhook-Signature") {
      headers[name] = DirectSite.signature(body, secret ?? direct.secret)
    }
    if let name = HTTPField.Name("X-Webhook-Timestamp") { headers[name] = String(seconds) }
    return try await client.execute(
      uri: direct.path, method: .post, headers: headers, body: ByteBuffer(string: body)
    ) {
      TestForum.Answer(status: $0.status, headers: $0.headers, text: String(buffer: $0.body))
    }
  }

  @Test("a post is judged at once, and the answer says what is to be done")
  func created() async throws {
    let direct = try await DirectSite(.generic)
    let answer = try await direct.serve { client in
      try await send(direct, client, Self.event("post.created", id: "e1"))
    }
    #expect(answer.status == .ok && answer.json["moderation_action"] == "auto_hide")
    #expect(answer.json["action_tier"] == "tier_1_immediate")
    #expect(answer.json["request_id"]?.text != nil && answer.json["note_id"]?.text != nil)
  }

  @Test("a repeat gets the first answer, and a later text is not replaced by an earlier one")
  func repeats() async throws {
    let direct = try await DirectSite(.generic)
    try await direct.serve { client in
      let event = Self.event("post.created", id: "e1")
      let first = try await send(direct, client, event)
      let again = try await send(direct, client, event)
      #expect(first.json == again.json)
      let edit = Self.event("post.edited", id: "e3", text: "You fool!", at: Self.seconds + 20)
      _ = try await send(direct, client, edit, at: Self.seconds + 20)
      let late = Self.event("post.edited", id: "e2", text: "Hello", at: Self.seconds + 10)
      _ = try await send(direct, client, late, at: Self.seconds + 10)
      let post = try await direct.site.store.read { [community = direct.community] in
        try $0.moderatedPost(community: community, message: "p-1")
      }
      #expect(post?.content == "You fool!")
    }
  }

  @Test("the first post of a category is judged by the rules above it, until there are none")
  func firstOfCategory() async throws {
    // Given rules of category 5 under which nothing is judged
    let direct = try await DirectSite(.generic)
    let now = direct.site.clock.now
    try await direct.site.store.write { [community = direct.community] store in
      var level = PolicyLevel()
      level.enabled = false
      _ = try store.addPolicy(level, channel: "5", of: community, by: "test", at: now)
    }
    @Sendable func event(_ id: String, _ parent: [String: JSONTree]) -> String {
      Self.event(
        "post.created", id: "e-\(id)",
        more: [
          "post": .object(
            ["id": .text(id), "text": "Cheap watches", "category": "6"].merging(parent) { $1 })
        ])
    }
    try await direct.serve { client in
      // When 6 is below 5, is said to be, is not spoken of, and is below nothing
      let first = try await send(direct, client, event("p-1", ["parent_category": "5"]))
      let silent = try await send(direct, client, event("p-2", [:]))
      let alone = try await send(direct, client, event("p-3", ["parent_category": nil]))
      // Then
      #expect(first.status == .ok && first.json["moderation_action"]?.isNull == true)
      #expect(silent.json["moderation_action"]?.isNull == true)
      #expect(alone.json["moderation_action"] == "auto_hide")
    }
  }

  @Test("what a text has between its letters hides nothing of it")
  func controlCharacters() async throws {
    let direct = try await DirectSite(.generic)
    try await direct.serve { client in
      _ = try await send(
        direct, client, Self.event("post.created", id: "e1", text: "Nice day.\u{0} Cheap watches"))
      let review = try #require(try await direct.reviews().first)
      let voter = try await direct.voter(201)
      let page = try await Browser(client, session: voter.session)
        .get("/community-reviews/\(review.item.id.rawValue)")
      #expect(page.text.contains("Nice day. Cheap watches"))
    }
  }

  @Test("nothing names who flagged once they are forgotten, and their votes stay")
  func forgottenFlagger() async throws {
    // Given somebody who flagged a post and voted
    let direct = try await DirectSite(.generic)
    let community = direct.community
    try await direct.serve { client in
      let event = Self.event(
        "post.flagged", id: "e1", text: "Is anybody here?",
        more: [
          "flagger": .object(["id": "u-2", "name": "cleo", "trust_level": 2]), "flag": "rude",
        ])
      _ = try await send(direct, client, event)
    }
    let review = try #require(try await direct.reviews().first)
    let now = direct.site.clock.now
    let member = try await direct.site.store.write { store throws in
      let known = try store.moderatedCommunity(community)
      let host = try #require(known)
      let found = try store.externalMember(
        platform: host.platform, scope: host.slug, userID: "u-2")
      let member = try #require(found)
      _ = try store.cast(
        .helpful, by: Voter(unprivileged: member), on: review, note: review.note, origin: [],
        at: now)
      return member
    }
    // When
    try await direct.site.site.forgetMember("u-2", of: community)
    // Then
    let (votes, submission) = try await direct.site.store.read { store in
      (
        try store.votes(on: review.item.id, cycle: 1),
        try store.submission(review.submission)
      )
    }
    #expect(votes.map(\.vote.voter) == [member.id])
    let kept = try #require(submission)
    #expect(kept.flagger == member.id && kept.requestedBy.hasPrefix("former-"))
    #expect(!kept.clientKey.contains("u-2") && kept.metadata?.contains("cleo") != true)
    let found = try await direct.site.store.read {
      try $0.submission(community: community, clientKey: kept.clientKey)
    }
    #expect(found?.id == kept.id)
    await #expect(throws: SiteError.self) {
      try await direct.site.site.forgetMember("u-2", of: community)
    }
  }

  @Test("a voter reads what the post answers, unless that is hidden, and no link that is none")
  func answered() async throws {
    let direct = try await DirectSite(.generic)
    let voter = try await direct.voter(201)
    @Sendable func page(
      _ client: any TestClientProtocol, of event: String
    ) async throws -> String {
      let answer = try await send(direct, client, event)
      return try await Browser(client, session: voter.session)
        .get("/community-reviews/\(answer.json["action_id"]?.text ?? "")").text
    }
    @Sendable func event(
      _ id: String, _ text: String, _ more: [String: JSONTree]
    ) -> String {
      Self.event(
        "post.created", id: "e-\(id)",
        more: ["post": .object(["id": .text(id), "text": .text(text)].merging(more) { $1 })])
    }
    try await direct.serve { client in
      // Given a post that anybody reads, and one that is hidden
      _ = try await send(direct, client, event("open", "What do they cost?", [:]))
      _ = try await send(direct, client, event("gone", "Other cheap watches", [:]))
      // When posts that answer them are reviewed
      let first = try await page(
        client,
        of: event(
          "p-2", "Here are cheap watches",
          ["reply_to": "open", "url": "https://board.example.org/p/2"]))
      let second = try await page(
        client,
        of: event(
          "p-3", "More cheap watches", ["reply_to": "gone", "url": "javascript:alert(1)"]))
      // Then
      #expect(first.contains("What do they cost?"))
      #expect(first.contains("href=\"https://board.example.org/p/2\""))
      #expect(!second.contains("Other cheap watches") && second.contains("In answer to"))
      #expect(!second.contains("javascript:"))
    }
  }

  @Test("a platform without marks of its own is told to clear none, by whomever exemptions end")
  func noMarks() async throws {
    // Given a hidden post that members brought back, which exempts it
    let direct = try await DirectSite(.generic)
    try await direct.serve { client in
      _ = try await send(direct, client, Self.event("post.created", id: "e1"))
    }
    let review = try #require(try await direct.reviews().first).item.id
    direct.site.clock.now += 60_000
    try await direct.decide(review, .notHelpful)
    // When staff end the exemption
    let now = direct.site.clock.now
    try await direct.site.store.write { store throws in
      let found = try store.review(review)
      let stored = try #require(found)
      #expect(stored.item.action.state == .scanExempt)
      try ReviewDesk(store: store, configuration: ModerationConfiguration(), now: now)
        .handle(
          .staff(.clearExemption, StaffActor("account 1", via: .ownInterface, reason: "r")),
          on: stored)
    }
    direct.site.clock.now += 60_000
    try await direct.round()
    // Then it has heard of the decision alone
    #expect(direct.sender.names.contains("moderation_action.overturned"))
    #expect(!direct.sender.events.contains { $0["action_type"] == "clear_scan_exempt" })
  }

  @Test("a flag of a member opens a review")
  func flagged() async throws {
    let direct = try await DirectSite(.generic)
    let answer = try await direct.serve { client in
      let event = Self.event(
        "post.flagged", id: "e1", text: "Is anybody here?",
        more: ["flagger": .object(["id": "u-2", "trust_level": 2]), "flag": "rude"])
      return try await send(direct, client, event)
    }
    #expect(answer.status == .ok && answer.json["moderation_action"] == "community_review")
    #expect(try await direct.reviews().count == 1)
  }

  @Test("another secret, an old time and a time that is not the signed one are refused")
  func refused() async throws {
    let direct = try await DirectSite(.generic)
    try await direct.serve { client in
      let event = Self.event("post.created", id: "e1")
      #expect(try await send(direct, client, event, secret: "other").status == .unauthorized)
      let old = Self.event("post.created", id: "e1", at: Self.seconds - 301)
      let stale = try await send(direct, client, old, at: Self.seconds - 301)
      #expect(stale.status == .unauthorized && stale.json["error"] == "stale timestamp")
      #expect(try await send(direct, client, old).status == .badRequest)
      let edge = Self.event("ping", id: "", at: Self.seconds - 300)
      #expect(try await send(direct, client, edge, at: Self.seconds - 300).status == .ok)
    }
    #expect(try await direct.reviews().isEmpty)
  }

  @Test("what is missing or of another kind is named")
  func malformed() async throws {
    let direct = try await DirectSite(.generic)
    try await direct.serve { client in
      for (name, more): (String, [String: JSONTree]) in [
        ("event", ["event": "post.liked"]), ("event_id", ["event_id": ""]),
        ("post", ["post": "p-1"]), ("text", ["post": ["id": "p-1", "text": 5]]),
        ("author", ["author": [1]]), ("trust_level", ["author": ["id": "u", "trust_level": 9]]),
        ("flagger", ["event": "post.flagged"]),
      ] {
        let answer = try await send(
          direct, client, Self.event("post.created", id: "e1", more: more))
        #expect(answer.status == .badRequest && answer.json["error"]?.text == name)
      }
    }
  }

  @Test("outcomes go to the platform's address, signed with the same secret")
  func outcomes() async throws {
    let direct = try await DirectSite(.generic)
    _ = try await direct.serve { client in
      try await send(direct, client, Self.event("post.created", id: "e1"))
    }
    let review = try #require(try await direct.reviews().first).item.id
    for id in 201...205 {
      let name = "voter\(id)"
      let now = direct.site.clock.now
      try await direct.site.store.write { store in
        var member = ExternalMember(
          id: MemberID(name), platform: "other", scope: "hooks.example.org", userID: name,
          name: name, createdAt: now)
        member.trustLevel = 2
        try store.insert(member)
      }
      let person = try await direct.site.person(.writer, name: name, authorKey: name)
      let asker = try await direct.site.site.asker(sessionToken: person.session)
      _ = try await direct.site.site.vote(asker, on: review, .notHelpful, client: name)
    }
    for _ in 0..<6 {
      direct.site.clock.now += 11_000
      try await direct.round()
    }
    let call = try #require(
      direct.sender.sent.first {
        JSONTree(parsing: $0.body)?["event"] == "moderation_action.overturned"
      })
    let headers = Dictionary(call.headers.map { ($0.name, $0.value) }, uniquingKeysWith: { $1 })
    #expect(call.url == "https://hooks.example.org/in")
    #expect(SignedBody.isSigned(call.body, by: direct.secret, headers["X-Webhook-Signature"]))
    #expect(direct.forum.calls.isEmpty)
  }
}
