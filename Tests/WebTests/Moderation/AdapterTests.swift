import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Moderation
import OAuth
import Outbound
import Storage
import Testing

@testable import Service
@testable import Web

@Suite("Adapters of platforms")
struct AdapterTests {
  @Test("are let in by their key alone, also beside a token that is meant for somebody else")
  func credentials() async throws {
    let forum = try await TestForum()
    try await forum.serve { plugin in
      let path = "/api/public/v1/requests"
      func status(_ key: String, _ extra: HTTPFields = [:]) async throws -> TestForum.Answer {
        try await TestForum.send(plugin.client, key, .get, path, extra: extra)
      }
      #expect(try await status(forum.key).status == .ok)
      let foreign: HTTPFields = [.authorization: "Bearer eyJ.of.somebody-else"]
      #expect(try await status(forum.key, foreign).status == .ok)
      let bearer: HTTPFields = [.authorization: "Bearer \(forum.key)"]
      #expect(try await status("", bearer).status == .ok)
      let none = try await status("")
      #expect(none.status == .unauthorized)
      #expect(none.json["detail"] == "Missing authentication credentials")
      #expect(none.headers[.wwwAuthenticate] == "Bearer")
      #expect(try await status(forum.key + "x").status == .unauthorized)
      let person = try await forum.site.person(.writer, name: "person")
      let own: HTTPFields = [.authorization: "Bearer \(person.token)"]
      #expect(try await status("", own).status == .forbidden)
    }
  }

  @Test("lose what a revoked key opened, at once")
  func revocation() async throws {
    let forum = try await TestForum()
    let host = try await forum.site.person(.host, name: "host")
    try await forum.serve { plugin in
      let asker = try await forum.site.site.asker(token: host.token)
      let key = try #require(try await forum.site.site.adapters(asker).first?.keys.first)
      try await forum.site.site.revokeAdapterKey(asker, key.id)
      #expect(try await plugin.send(.get, "/api/public/v1/requests").status == .unauthorized)
    }
  }

  @Test("see nothing of each other")
  func tenancy() async throws {
    let forum = try await TestForum()
    let other = try await forum.site.site.makeAdapter(name: "Other")
    try await forum.serve { plugin in
      let submitted = try await plugin.submit(1, "You fool!")
      for path in [
        "/requests/\(submitted.id)", "/notes/\(submitted["note_id"] ?? "")",
        "/moderation-actions/\(submitted["action_id"] ?? "")",
        "/community-servers/\(forum.community)",
        "/community-servers/lookup?platform=discourse&platform_community_server_id=\(TestForum.slug)",
        "/requests?filter[community_server_id]=\(forum.community)",
      ] {
        let answer = try await TestForum.send(
          plugin.client, other.text.text, .get, "/api/public/v1\(path)")
        #expect(answer.status == .notFound, "\(path)")
      }
      let list = try await TestForum.send(
        plugin.client, other.text.text, .get, "/api/public/v1/moderation-actions")
      #expect(list.json["meta"]?["count"] == 0)
      let acting = try await TestForum.send(
        plugin.client, other.text.text, .get, "/api/public/v1/moderation-actions",
        as: .moderator)
      #expect(acting.status == .forbidden)
    }
  }

  @Test("B1: register a forum as the plugin does, and find it by its slug")
  func registration() async throws {
    let forum = try await TestForum()
    try await forum.serve { plugin in
      let found = try await plugin.send(
        .get,
        "/api/public/v1/community-servers/lookup?platform=discourse"
          + "&platform_community_server_id=\(TestForum.slug)")
      #expect(found.id == forum.community && found["name"] == "Forum")
      let again = try await plugin.send(
        .post, "/api/v1/community-servers",
        #"{"platform":"discourse","platform_community_server_id":"\#(TestForum.slug)","name":"x"}"#)
      #expect(again.status == .conflict)
      let unknown = try await plugin.send(
        .get,
        "/api/public/v1/community-servers/lookup?platform=discourse"
          + "&platform_community_server_id=other.example.org")
      #expect(unknown.status == .notFound)
    }
  }

  @Test("B2: the forum's webhook is registered with its own key")
  func webhook() async throws {
    let forum = try await TestForum()
    try await forum.serve { plugin in
      let answer = try await plugin.send(
        .get, "/api/v1/webhooks/by-community/\(TestForum.slug)")
      guard case .list(let webhooks) = answer.json else {
        Issue.record("no list: \(answer.text)")
        return
      }
      #expect(
        webhooks.map { $0["url"]?.text } == ["https://forum.example.org/opennotes/webhooks/receive"]
      )
      #expect(!answer.text.contains(forum.key))
      let member = try await plugin.send(
        .get, "/api/v1/webhooks/by-community/\(TestForum.slug)", as: .member(5))
      #expect(member.status == .forbidden)
    }
  }

  @Test("A5: sign events with the forum's key over the very bytes")
  func signature() async throws {
    #expect(
      SignedEvent.signature(
        #"{"event":"moderation_action.applied","event_type":"moderation_action.applied","action_id":"a1"}"#,
        "opk_0123456789ab_example-secret")
        == "55df87693d79cfa0dbc152719f761eb896481d70a7b59530bc87a47b23c7cbc1")
    #expect(
      SignedEvent.signature(
        "1760000000:"
          + JSONTree.object([
            "event": "moderation_action.applied", "event_type": "moderation_action.applied",
            "action_id": "a1",
          ]).canonical, "opk_0123456789ab_example-secret")
        == "e4a6898c10b0227abcc730e45dcb590962bfbf7ae85e76baa6b6247bbcd2f757")
    let forum = try await TestForum()
    try await forum.serve { plugin in
      _ = try await plugin.submit(1, "Buy cheap watches here")
      try await forum.deliver()
      let call = try #require(forum.sender.sent.first)
      let signature = call.headers.first { $0.name == "X-Webhook-Signature" }?.value
      #expect(
        signature
          == "sha256="
          + SignedEvent.signature(String(decoding: call.body, as: UTF8.self), forum.key))
    }
  }

  @Test("nothing is told before the forum can have stored the answer, and one after the other")
  func order() async throws {
    let forum = try await TestForum()
    try await forum.serve { plugin in
      _ = try await plugin.submit(1, "Buy cheap watches here")
      let courier = WebhookCourier(site: forum.site.site)
      #expect(try await courier.round() == 0)
      forum.site.clock.now += 5_000
      forum.sender.answers(.status(503, retryAfter: nil))
      #expect(try await courier.round() == 1)
      #expect(try await courier.round() == 0)
      forum.sender.answers(.status(200, retryAfter: nil))
      forum.site.clock.now += 10_000
      #expect(try await courier.round() == 1)
      #expect(try await courier.round() == 1)
      #expect(
        forum.sender.names == [
          "moderation_action.applied", "moderation_action.applied",
          "moderation_action.retro_review_started",
        ])
      let ids = forum.sender.events.compactMap { $0["event_id"]?.text }
      #expect(ids[0] == ids[1] && ids[1] != ids[2])
    }
  }

  @Test("what a forum refuses becomes a dead letter that an operator sends again")
  func deadLetters() async throws {
    let forum = try await TestForum()
    let host = try await forum.site.person(.host, name: "host")
    try await forum.serve { plugin in
      _ = try await plugin.submit(1, "Buy cheap watches here")
      forum.sender.answers(.status(401, retryAfter: nil))
      try await forum.deliver()
      let asker = try await forum.site.site.asker(token: host.token)
      let dead = try await forum.site.site.deadLetters(asker)
      #expect(dead.count == 2 && dead.allSatisfy { $0.lastStatus == 401 })
      forum.sender.answers(.status(200, retryAfter: nil))
      try await forum.site.site.replay(asker, delivery: dead[1].id)
      try await forum.deliver()
      #expect(try await forum.site.site.deadLetters(asker).map(\.id) == [dead[0].id])
    }
  }

  @Test("D1, D3: a policy is read, replaced for a category, and held against its version")
  func policy() async throws {
    let forum = try await TestForum()
    try await forum.serve { plugin in
      let path = "/api/v2/community-servers/\(forum.community)/moderation-policy"
      let channel = path + "/channels/9"
      let changed = try await plugin.send(.put, channel, #"{"enabled":false}"#)
      #expect(changed.status == .ok && changed.json["effective"]?["enabled"] == false)
      #expect(changed.json["effective"]?["labels"]?["spam"]?["tier1"]?.number == 0.9)
      let clean = try await plugin.submit(1, "Buy cheap watches here", category: "9")
      #expect(clean.attributes["moderation_action"] == .null)
      let wrong = try await plugin.send(
        .put, path, #"{"labels":{"spam":{"tier2":0.9,"tier1":0.5}},"auto_hid":true}"#)
      #expect(wrong.status == .unprocessableContent)
      var headers: HTTPFields = [:]
      headers[try #require(HTTPField.Name("If-Match"))] = "1"
      let stale = try await TestForum.send(
        plugin.client, forum.key, .put, path, "{}", extra: headers)
      #expect(stale.status == .preconditionFailed)
      #expect(try await plugin.send(.delete, channel).status == .noContent)
      let seen = try await plugin.send(
        .get, "/api/v2/monitored-channels?filter[community_server_id]=\(TestForum.slug)")
      #expect(seen.json["meta"]?["count"] == 1)
    }
  }

  @Test("refusals have both shapes that clients read")
  func problems() async throws {
    let forum = try await TestForum()
    try await forum.serve { plugin in
      let invalid = try await plugin.send(
        .post, "/api/public/v1/ratings",
        #"{"data":{"type":"ratings","attributes":{"note_id":"x","colour":"red"}}}"#,
        as: .member(5))
      #expect(invalid.status == .unprocessableContent)
      guard case .list(let details)? = invalid.json["detail"],
        case .list(let errors)? = invalid.json["errors"]
      else {
        Issue.record("no lists: \(invalid.text)")
        return
      }
      #expect(details.count == 2 && errors.count == 2)
      let missing = try await plugin.send(
        .get, "/api/public/v1/notes/019a1b2c-00b1-7000-8000-000000000003")
      #expect(missing.status == .notFound && missing.json["detail"] == "Note not found")
      #expect(missing.headers[.contentType] == "application/vnd.api+json")
      let voteless = try await plugin.send(
        .post, "/api/public/v1/ratings",
        """
        {"data":{"type":"ratings","attributes":{"helpfulness_level":"HELPFUL",\
        "note_id":"\(try await plugin.submit(1, "You fool!")["note_id"] ?? "")"}}}
        """)
      #expect(voteless.status == .unprocessableContent)
    }
  }
}
