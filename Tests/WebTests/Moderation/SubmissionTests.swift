import HTTPTypes
import Hummingbird
import Moderation
import Storage
import Testing

@testable import Service
@testable import Web

@Suite("A forum's posts are judged as they are submitted")
struct SubmissionTests {
  private typealias User = TestForum.User

  @Test("C1: a post becomes a request that its message id finds, clean and without instruction")
  func clean() async throws {
    let forum = try await TestForum()
    try await forum.serve { plugin in
      let answer = try await plugin.submit(1, "How are the roses?")
      #expect(answer.status == .created)
      #expect(answer["status"] == "PENDING" && answer.attributes["moderation_action"] == .null)
      #expect(answer.attributes["note_id"] == .null)
      let found = try await plugin.send(
        .get, "/api/v2/requests?filter[platform_message_id]=1")
      #expect(found.json["meta"]?["count"] == 1)
    }
  }

  @Test("C2: an edit keeps one request, with the new text, judged anew")
  func edit() async throws {
    let forum = try await TestForum()
    try await forum.serve { plugin in
      let first = try await plugin.submit(1, "How are the roses?")
      let second = try await plugin.submit(1, "You fool!")
      #expect(second.status == .ok && second.id == first.id)
      #expect(second["moderation_action"] == "community_review")
      #expect(second["content"] == "You fool!")
    }
  }

  @Test("a repeated submission gets the first answer again, instruction and all")
  func repetition() async throws {
    let forum = try await TestForum()
    try await forum.serve { plugin in
      let first = try await plugin.submit(1, "You fool!")
      let second = try await plugin.submit(1, "You fool!")
      #expect(first.status == .created && second.status == .ok)
      for name in ["moderation_action", "note_id", "action_id", "status"] {
        #expect(first[name] == second[name] && first[name] != nil, "\(name)")
      }
    }
  }

  @Test("C4: what is doubtful is reviewed while it stays visible")
  func tier2() async throws {
    let forum = try await TestForum()
    try await forum.serve { plugin in
      let answer = try await plugin.submit(1, "You fool!")
      #expect(answer["moderation_action"] == "community_review")
      #expect(answer["action_state"] == "under_review" && answer["note_id"] != nil)
      #expect(answer["note_status"] == "NEEDS_MORE_RATINGS")
      let queue = try await plugin.queue(of: .member(5))
      #expect(queue.first?["attributes"]?["note_id"]?.text == answer["note_id"])
      #expect(queue.first?["attributes"]?["post_excerpt"] == "You fool!")
      #expect(queue.first?["attributes"]?["category_name"] == "Trading")
    }
  }

  @Test("C5: what is clearly harmful is hidden at once and judged afterwards")
  func tier1() async throws {
    let forum = try await TestForum()
    try await forum.serve { plugin in
      let answer = try await plugin.submit(1, "Buy cheap watches here")
      #expect(answer["moderation_action"] == "auto_hide")
      #expect(answer["action_tier"] == "tier_1_immediate")
      #expect(answer["action_state"] == "retro_review" && answer["action_id"] != nil)
      #expect(answer.attributes["labels"] == ["spam"])
    }
  }

  @Test("C6, M8: staff see labels and scores, members the labels alone")
  func evidence() async throws {
    let forum = try await TestForum()
    try await forum.serve { plugin in
      _ = try await plugin.submit(1, "Buy cheap watches here")
      let staff = try await plugin.queue(of: .moderator).first?["attributes"]?[
        "classifier_evidence"]
      let member = try await plugin.queue(of: .member(5)).first?["attributes"]?[
        "classifier_evidence"]
      #expect((staff?["scores"]?["spam"]?.number ?? 0) >= 0.9)
      #expect(staff?["metadata"]?["policy_version"]?.int != nil)
      #expect(member?["labels"] == ["spam": true] && member?["scores"] == .object([:]))
      #expect(member?["metadata"] == .object([:]))
    }
  }

  @Test("the forum's own notices are never judged")
  func systemAuthor() async throws {
    let forum = try await TestForum()
    try await forum.serve { plugin in
      let answer = try await plugin.submit(1, "Buy cheap watches here", by: User(id: -1))
      #expect(answer.status == .created && answer.attributes["moderation_action"] == .null)
    }
  }

  @Test("an edit that is worse hides by an event, with the note that the forum knows and no votes")
  func escalation() async throws {
    let forum = try await TestForum()
    try await forum.serve { plugin in
      let first = try await plugin.submit(1, "You fool!")
      let note = first["note_id"] ?? ""
      #expect(try await plugin.vote(note, "HELPFUL", by: .member(5)).status == .created)
      let second = try await plugin.submit(1, "Buy cheap watches here, fool")
      #expect(second.attributes["moderation_action"] == .null && second["note_id"] == note)
      #expect(second["action_tier"] == "tier_1_immediate")
      let statistics = try await plugin.send(.get, "/api/public/v1/notes/\(note)/ratings/stats")
      #expect(statistics.attributes["total"] == 0)
      #expect(try await plugin.vote(note, "NOT_HELPFUL", by: .member(5)).status == .created)
      try await forum.deliver()
      let event = forum.sender.events.first
      #expect(event?["event"] == "moderation_action.proposed")
      #expect(event?["action_type"] == "hide_post")
      #expect(event?["action_id"]?.text == second["action_id"])
    }
  }

  @Test("R9, B7: flags yield one request for each flagger and post")
  func flags() async throws {
    let forum = try await TestForum()
    try await forum.serve { plugin in
      _ = try await plugin.submit(1, "How are the roses?")
      let first = try await plugin.flag(1, "How are the roses?", by: .member(7))
      let again = try await plugin.flag(1, "How are the roses?", by: .member(7), at: 2)
      let other = try await plugin.flag(1, "How are the roses?", by: .member(8), at: 3)
      #expect(first.status == .created && first["note_id"] != nil)
      #expect(first.attributes["labels"] == ["user_flag"])
      #expect(again.status == .ok && again.id == first.id)
      #expect(other.id == first.id && other["note_id"] == first["note_id"])
      #expect(other.attributes["moderation_action"] == .null)
      let shown = try await plugin.send(.get, "/api/public/v1/requests/\(first.id)", as: .moderator)
      #expect(shown.attributes["flag_count"] == 2)
      let member = try await plugin.send(
        .get, "/api/public/v1/requests/\(first.id)", as: .member(9))
      #expect(member.attributes["flag_count"] == nil)
      #expect(member.attributes["metadata"]?["flagged_by_username"] == nil)
    }
  }

  @Test("D2: flags stay with the forum where the policy says so")
  func unroutedFlags() async throws {
    let forum = try await TestForum()
    try await forum.serve { plugin in
      _ = try await plugin.send(
        .put, "/api/v2/community-servers/\(forum.community)/moderation-policy",
        #"{"route_flags":false}"#)
      let answer = try await plugin.flag(1, "How are the roses?", by: .member(7))
      #expect(answer.status == .created && answer.attributes["note_id"] == .null)
    }
  }

  @Test("a key that stands for another message is refused, and so is an unknown forum")
  func clashes() async throws {
    let forum = try await TestForum()
    try await forum.serve { plugin in
      _ = try await plugin.submit(1, "How are the roses?")
      let clash = try await plugin.send(
        .post, "/api/public/v1/requests",
        """
        {"data":{"type":"requests","attributes":{"request_id":"discourse-post-1",\
        "requested_by":"88","community_server_id":"\(TestForum.slug)",\
        "original_message_content":"x","platform_message_id":"2"}}}
        """)
      #expect(clash.status == .conflict)
      let unknown = try await plugin.send(
        .post, "/api/public/v1/requests",
        """
        {"data":{"type":"requests","attributes":{"request_id":"a","requested_by":"88",\
        "community_server_id":"other.example.org","original_message_content":"x"}}}
        """)
      #expect(unknown.status == .badRequest)
      #expect(
        unknown.json["detail"]
          == "Failed to resolve community server for ID: other.example.org")
    }
  }
}
