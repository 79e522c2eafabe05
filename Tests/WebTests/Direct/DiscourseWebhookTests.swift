import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Moderation
import OAuth
import Storage
import Testing

@testable import Service
@testable import Web

@Suite("A Discourse forum tells of its posts by its own webhooks")
struct DiscourseWebhookTests {
  @Test("a ping that is signed is answered, and leaves nothing")
  func ping() async throws {
    let direct = try await DirectSite()
    let answer = try await direct.serve { client in
      try await direct.send(client, "ping", DirectSite.recorded("ping"))
    }
    #expect(answer.status == .ok && answer.json["received"] == false)
    let counts = try await direct.site.store.read { try $0.forumEventCounts(of: direct.community) }
    #expect(counts.pending == 0)
  }

  @Test("what is signed with another secret, or not at all, is refused before it is read")
  func forged() async throws {
    let direct = try await DirectSite()
    try await direct.serve { client in
      let wrong = try await direct.send(
        client, "post_created", DirectSite.recorded("post-created"), secret: "another secret")
      #expect(wrong.status == .unauthorized)
      let noJSON = try await direct.send(client, "post_created", "{{{", secret: "another secret")
      #expect(noJSON.status == .unauthorized)
      let unsigned = try await client.execute(
        uri: direct.path, method: .post, body: ByteBuffer(string: "{}")
      ) { $0.status }
      #expect(unsigned == .unauthorized)
      let elsewhere = try await direct.send(
        client, "ping", DirectSite.recorded("ping"),
        path: "/integrations/discourse/019a1b2c-0000-7000-8000-000000000001")
      #expect(elsewhere.status == .notFound)
    }
    try await direct.round()
    #expect(try await direct.post(4711) == nil)
  }

  @Test("a post is taken at once and judged afterwards, by the rules of its category")
  func created() async throws {
    let direct = try await DirectSite()
    direct.forum.has(4711)
    let answer = try await direct.serve { client in
      try await direct.send(client, "post_created", DirectSite.recorded("post-created"))
    }
    #expect(answer.status == .ok && answer.json["received"] == true)
    #expect(try await direct.post(4711) == nil)
    try await direct.round()
    let post = try #require(try await direct.post(4711))
    #expect(post.channel == "6" && post.author == "88")
    #expect(try await direct.reviews().map(\.item.action.tier) == [.immediate])
    #expect(direct.forum.isHidden(4711) == true)
  }

  @Test("a repeat is answered and ignored, also under another id: that is not signed")
  func repeats() async throws {
    let direct = try await DirectSite()
    direct.forum.has(4711)
    try await direct.serve { client in
      let body = try DirectSite.recorded("post-created")
      let first = try await direct.send(client, "post_created", body, id: "7")
      let again = try await direct.send(client, "post_created", body, id: "7")
      let renamed = try await direct.send(client, "post_created", body, id: "8")
      #expect(first.json["received"] == true)
      #expect(again.status == .ok && again.json["received"] == false)
      #expect(renamed.status == .ok && renamed.json["received"] == false)
    }
  }

  @Test("an earlier text that comes late does not replace the later one")
  func outdated() async throws {
    let direct = try await DirectSite()
    try await direct.serve { client in
      try await direct.send(client, "post_edited", DirectSite.recorded("post-edited"))
      try await direct.round()
      try await direct.send(client, "post_created", DirectSite.recorded("post-created"))
      try await direct.round()
    }
    #expect(try await direct.post(4711)?.content.hasPrefix("You can look at") == true)
    #expect(try await direct.reviews().isEmpty)
  }

  @Test("whispers, private messages and what the forum itself writes are never judged")
  func notMembers() async throws {
    let direct = try await DirectSite()
    try await direct.serve { client in
      try await direct.send(client, "post_created", DirectSite.recorded("whisper"))
      try await direct.send(client, "post_created", DirectSite.recorded("private-message"))
      let system = try DirectSite.recorded(
        "post-created", ["user_id": -1, "username": "system", "id": 4719])
      try await direct.send(client, "post_created", system)
      try await direct.round()
    }
    #expect(try await direct.post(4713) == nil)
    #expect(try await direct.post(4712) == nil)
    #expect(try await direct.post(4719) != nil)
    #expect(try await direct.reviews().isEmpty)
  }

  @Test("members become known, with name and trust level, from what is told of them")
  func members() async throws {
    let direct = try await DirectSite()
    try await direct.serve { client in
      try await direct.send(client, "user_updated", DirectSite.recorded("user-updated"))
      try await direct.send(client, "post_created", DirectSite.recorded("post-created"))
      try await direct.round()
      func member(_ id: String) async throws -> ExternalMember? {
        try await direct.site.store.read {
          try $0.externalMember(platform: "discourse", scope: "forum.example.org", userID: id)
        }
      }
      #expect(try await member("101")?.trustLevel == 3)
      #expect(try await member("101")?.name == "bo")
      #expect(try await member("88")?.trustLevel == 1)
      let promoted = try DirectSite.recorded("user-updated", ["trust_level": 4, "moderator": true])
      try await direct.send(client, "user_promoted", promoted)
      try await direct.send(
        client, "user_destroyed",
        DirectSite.recorded("user-updated", ["id": 88, "username": "ann"]))
      try await direct.round()
      #expect(try await member("101")?.trustLevel == 4)
      #expect(try await member("101")?.isModerator == true)
      // Who left is nobody any more.
      #expect(try await member("88") == nil)
    }
  }

  @Test("a category inherits the rules of the one above it, as the forum told")
  func parentCategory() async throws {
    // Given rules of category 5 under which nothing is judged
    let direct = try await DirectSite()
    let now = direct.site.clock.now
    try await direct.site.store.write { [community = direct.community] store in
      var level = PolicyLevel()
      level.enabled = false
      _ = try store.addPolicy(level, channel: "5", of: community, by: "test", at: now)
    }
    @Sendable func category(_ parent: JSONTree) throws -> String {
      try DirectSite.recorded("category-updated", ["parent_category_id": parent])
    }
    try await direct.serve { client in
      // When the forum tells that it is above the post's
      try await direct.send(client, "category_updated", category(.int(5)))
      try await direct.round()
      try await direct.send(client, "post_created", DirectSite.recorded("post-created"))
      try await direct.round()
      // Then the post is kept and not judged
      #expect(try await direct.post(4711) != nil)
      #expect(try await direct.reviews().isEmpty)

      // When the category stands alone again
      try await direct.send(client, "category_updated", category(.null))
      try await direct.round()
      try await direct.send(
        client, "post_created", DirectSite.recorded("post-created", ["id": 4799, "post_number": 9]))
      try await direct.round()
      // Then the community's rules hold
      #expect(try await direct.reviews().count == 1)
    }
    // And circles end
    try await direct.site.store.write { [community = direct.community] store in
      for (channel, parent) in [("5", "6"), ("6", "5")] {
        try store.put(
          ModeratedCategory(
            id: "category-\(channel)", community: community, channel: channel, name: channel,
            firstSeenAt: now))
        try store.setParent(parent, of: channel, in: community)
      }
      #expect(try !store.policy(of: community, channel: "6").enabled)
      #expect(try !store.policy(of: community, channel: "5").enabled)
    }
  }

  @Test("a voter can read a post in its topic, and what it answers")
  func place() async throws {
    let direct = try await DirectSite()
    try await direct.serve { client in
      try await direct.send(
        client, "post_created", DirectSite.recorded("post-created", ["reply_to_post_number": 2]))
      try await direct.round()
      let review = try #require(try await direct.reviews().first)
      let voter = try await direct.voter(201)
      let page = try await Browser(client, session: voter.session)
        .get("/community-reviews/\(review.item.id.rawValue)")
      #expect(page.text.contains("href=\"https://forum.example.org/t/310/3\""))
      #expect(page.text.contains("href=\"https://forum.example.org/t/310/2\""))
    }
  }

  @Test("of who left the forum a pseudonym is left, with their posts")
  func formerMember() async throws {
    // Given a hidden post of ann's
    let direct = try await DirectSite()
    try await direct.serve { client in
      try await direct.send(client, "post_created", DirectSite.recorded("post-created"))
      try await direct.round()
      let before = try await direct.site.store.read { store in
        try store.externalMember(platform: "discourse", scope: "forum.example.org", userID: "88")
      }
      let ann = try #require(before)

      // When she leaves
      try await direct.send(
        client, "user_anonymized",
        DirectSite.recorded("user-updated", ["id": 88, "username": "anon42"]))
      try await direct.round()

      // Then neither her name nor her id is left, and she may not vote
      let kept = try await direct.site.store.read { try $0.externalMember(ann.id) }
      let after = try #require(kept)
      #expect(after.name.hasPrefix("former-") && after.userID == after.name && !after.isActive)
      let rest = try await direct.site.store.read { store in
        let post = try store.moderatedPost(
          community: store.moderatedCommunities(of: nil)[0].id, message: "4711")
        return (post, try post.map { try store.submissions(of: $0.id) } ?? [])
      }
      let post = try #require(rest.0)
      #expect(post.authorMember == ann.id && post.author == after.name && !post.content.isEmpty)
      #expect(!rest.1.isEmpty)
      for submission in rest.1 {
        #expect(submission.requestedBy != "88")
        #expect(submission.metadata?.contains("\"ann\"") != true)
      }
      // And nothing comes of hearing it again
      try await direct.send(
        client, "user_destroyed",
        DirectSite.recorded("user-updated", ["id": 88, "username": "anon42"]))
      try await direct.round()
      let again = try await direct.site.store.read { try $0.externalMember(ann.id) }
      #expect(again?.name == after.name)
    }
  }

  @Test("of what is told of members only what is needed is kept, and nothing once it is done")
  func kept() async throws {
    let direct = try await DirectSite()
    try await direct.serve { client in
      try await direct.send(client, "user_updated", DirectSite.recorded("user-updated"))
    }
    func bodies() async throws -> [String] {
      try await direct.site.store.read { store in
        try [store.forumEvent(1)].compactMap { $0?.body }
      }
    }
    let waiting = try await bodies()
    #expect(waiting.count == 1 && waiting[0].contains("bo") && !waiting[0].contains("bo@"))
    try await direct.round()
    #expect(try await bodies() == [""])
  }

  @Test("a flag opens a review, and the forum's word of our own hide does not")
  func flags() async throws {
    let direct = try await DirectSite()
    direct.forum.has(4711)
    direct.forum.has(4720)
    try await direct.serve { client in
      try await direct.send(client, "reviewable_created", DirectSite.recorded("flag-created"))
      try await direct.send(client, "post_created", DirectSite.recorded("post-created"))
      try await direct.round()
      let own = try DirectSite.recorded(
        "flag-created",
        ["id": 58, "post_id": 4711, "created_by_id": -1, "raw": "You can buy cheap watches here."])
      try await direct.send(client, "reviewable_created", own)
      try await direct.round()
    }
    let reviews = try await direct.reviews()
    #expect(reviews.count == 2)
    let flagged = try #require(try await direct.post(4720))
    let hidden = try #require(try await direct.post(4711))
    let counts = try await direct.site.store.read { store in
      [try store.flagCount(of: flagged.id), try store.submissions(of: hidden.id).count]
    }
    #expect(counts == [1, 1])
    #expect(direct.forum.isHidden(4720) == false)
  }

  @Test("a deleted post is noted for staff, and its review stays")
  func destroyed() async throws {
    let direct = try await DirectSite()
    direct.forum.has(4711)
    try await direct.serve { client in
      try await direct.send(client, "post_created", DirectSite.recorded("post-created"))
      try await direct.round()
      try await direct.send(client, "post_destroyed", DirectSite.recorded("post-destroyed"))
      try await direct.round()
    }
    let review = try #require(try await direct.reviews().first)
    let lines = try await direct.site.store.read {
      try $0.moderationAudit(community: nil, review: review.item.id, before: nil, limit: 50)
    }
    #expect(lines.contains { $0.what == "post deleted on the forum" })
    #expect(review.item.action.state == .retroReview)
  }

  @Test("what nobody here knows is answered and ignored")
  func unknown() async throws {
    let direct = try await DirectSite()
    try await direct.serve { client in
      let answer = try await direct.send(client, "topic_created", #"{"topic":{"id":1}}"#)
      #expect(answer.status == .ok && answer.json["received"] == false)
      let strange = try await direct.send(client, "post_created", #"{"post":[1,2]}"#)
      #expect(strange.status == .ok && strange.json["received"] == false)
      let noJSON = try await direct.send(client, "post_created", "post=1")
      #expect(noJSON.status == .badRequest)
    }
  }

  @Test("what a body costs is bounded, in bytes and in depth")
  func bounds() async throws {
    let direct = try await DirectSite()
    try await direct.serve { client in
      let deep = String(repeating: "[", count: 50_000)
      let nested = try await direct.send(client, "post_created", deep)
      #expect(nested.status == .badRequest)
      let long = String(repeating: " ", count: (4 << 20) + 1)
      let large = try await direct.send(client, "post_created", long)
      #expect(large.status == .contentTooLarge)
    }
  }

  @Test("a forum that was disconnected is not heard any more")
  func disconnected() async throws {
    let direct = try await DirectSite()
    try await direct.site.site.disconnectForum(direct.community)
    try await direct.serve { client in
      let answer = try await direct.send(client, "ping", DirectSite.recorded("ping"))
      #expect(answer.status == .notFound)
    }
  }

  @Test("connecting again gives a new secret, and the earlier one is worth nothing")
  func renewed() async throws {
    let direct = try await DirectSite()
    let made = try await direct.site.site.connectForum(
      DirectForm(
        name: "Forum", kind: .discourse, url: "https://forum.example.org",
        apiKey: Secret("fedcba9876543210fedcba9876543210")))
    #expect(made.community.id == direct.community && made.webhookSecret.text != direct.secret)
    try await direct.serve { client in
      let old = try await direct.send(client, "ping", DirectSite.recorded("ping"))
      let new = try await direct.send(
        client, "ping", DirectSite.recorded("ping"), secret: made.webhookSecret.text)
      #expect(old.status == .unauthorized && new.status == .ok)
    }
  }
}
