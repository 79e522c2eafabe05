import HTTPTypes
import Hummingbird
import Moderation
import Storage
import Testing

@testable import Service
@testable import Web

@Suite("A forum's members and staff review its posts")
struct ReviewTests {
  private typealias User = TestForum.User

  @Test("R2, R3, I1: a vote needs no rater id and makes the voter's profile")
  func vote() async throws {
    let forum = try await TestForum()
    try await forum.serve { plugin in
      let note = try await plugin.submit(1, "You fool!")["note_id"] ?? ""
      let answer = try await plugin.vote(note, "not_helpful", by: .member(5))
      #expect(answer.status == .created && answer["helpfulness_level"] == "NOT_HELPFUL")
      let profile = try await plugin.send(
        .get,
        "/api/public/v1/user-profiles/lookup?platform=discourse&platform_user_id=5"
          + "&provider_scope=\(TestForum.slug)")
      #expect(profile.id == answer["rater_id"] && profile["display_name"] == "user5")
      #expect(profile.attributes["trust_level"] == 2)
    }
  }

  @Test("R4: a second vote is refused and the first stays")
  func secondVote() async throws {
    let forum = try await TestForum()
    try await forum.serve { plugin in
      let note = try await plugin.submit(1, "You fool!")["note_id"] ?? ""
      let first = try await plugin.vote(note, "HELPFUL", by: .member(5))
      let retry = try await plugin.vote(note, "HELPFUL", by: .member(5))
      let second = try await plugin.vote(note, "NOT_HELPFUL", by: .member(5))
      #expect(retry.status == .created && retry.id == first.id)
      #expect(second.status == .conflict)
      forum.site.clock.now += 16_000
      #expect(try await plugin.vote(note, "HELPFUL", by: .member(5)).status == .conflict)
      let put = try await plugin.send(
        .put, "/api/public/v1/ratings/\(first.id)",
        #"{"data":{"type":"ratings","attributes":{"helpfulness_level":"NOT_HELPFUL"}}}"#,
        as: .member(5))
      #expect(put.status == .conflict)
      let statistics = try await plugin.send(.get, "/api/public/v1/notes/\(note)/ratings/stats")
      #expect(statistics.attributes["helpful"] == 1 && statistics.attributes["total"] == 1)
      #expect(try await plugin.queue(of: .member(5)).isEmpty)
    }
  }

  @Test(
    "R5, R6, R8: each group sees and votes on what is its own",
    arguments: [
      ("community", [1: false, 2: true, 3: true]), ("trusted", [1: false, 2: false, 3: true]),
      ("staff", [1: false, 2: false, 3: false]),
    ])
  func groups(group: String, levels: [Int: Bool]) async throws {
    let forum = try await TestForum(group: group)
    try await forum.serve { plugin in
      let note = try await plugin.submit(1, "You fool!")["note_id"] ?? ""
      for (level, may) in levels {
        let user = User.member(50 + level, trust: level)
        #expect(try await plugin.queue(of: user).isEmpty != may, "\(group), level \(level)")
        let status = try await plugin.vote(note, "HELPFUL", by: user).status
        #expect(status == (may ? .created : .forbidden), "\(group), level \(level)")
      }
      #expect(try await plugin.queue(of: .moderator).count == 1)
      #expect(try await plugin.vote(note, "HELPFUL", by: .moderator).status == .created)
    }
  }

  @Test("the author neither finds nor votes on the review of their own post")
  func ownPost() async throws {
    let forum = try await TestForum()
    try await forum.serve { plugin in
      let author = User(id: 88, trust: 3)
      let note = try await plugin.submit(1, "You fool!", by: author)["note_id"] ?? ""
      #expect(try await plugin.queue(of: author).isEmpty)
      #expect(try await plugin.vote(note, "NOT_HELPFUL", by: author).status == .forbidden)
    }
  }

  @Test("B6: a raised minimum trust level closes the page")
  func raisedLevel() async throws {
    let forum = try await TestForum()
    try await forum.serve { plugin in
      _ = try await plugin.send(
        .put, "/api/v2/community-servers/\(forum.community)/moderation-policy",
        #"{"default_review_group":"community","reviewer_min_trust_level":3}"#)
      _ = try await plugin.submit(1, "You fool!")
      #expect(try await plugin.queue(of: .member(5, trust: 2)).isEmpty)
      #expect(try await plugin.queue(of: .member(5, trust: 3)).count == 1)
    }
  }

  @Test("R7: members' answers are the same whatever has been voted")
  func hiddenTallies() async throws {
    let forum = try await TestForum()
    try await forum.serve { plugin in
      let submitted = try await plugin.submit(1, "You fool!")
      let note = submitted["note_id"] ?? ""
      let action = submitted["action_id"] ?? ""
      let watcher = User.member(9)
      @Sendable func look() async throws -> [String] {
        var seen: [String] = []
        for path in [
          "/notes/\(note)", "/notes?filter[request_id]=\(submitted.id)", "/notes/\(note)/ratings",
          "/notes/\(note)/ratings/stats", "/requests/\(submitted.id)", "/requests",
          "/moderation-actions/\(action)", "/moderation-actions",
        ] {
          let answer = try await plugin.send(.get, "/api/public/v1\(path)", as: watcher)
          #expect(answer.status == .ok, "\(path) \(answer.text)")
          seen.append(answer.text)
        }
        return seen
      }
      let before = try await look()
      for (voter, value) in [(11, "HELPFUL"), (12, "NOT_HELPFUL"), (13, "NOT_HELPFUL")] {
        forum.site.clock.now += 1_000
        _ = try await plugin.vote(note, value, by: .member(voter))
      }
      try await forum.round()
      #expect(try await look() == before)
      for text in before {
        #expect(!text.contains("\"score\"") && !text.contains("scoring_status"))
      }
    }
  }

  @Test("R10: staff see the tally at any time")
  func staffTally() async throws {
    let forum = try await TestForum()
    try await forum.serve { plugin in
      let note = try await plugin.submit(1, "You fool!")["note_id"] ?? ""
      _ = try await plugin.vote(note, "HELPFUL", by: .member(11))
      _ = try await plugin.vote(note, "SOMEWHAT_HELPFUL", by: .member(12))
      try await forum.round()
      let shown = try await plugin.send(.get, "/api/public/v1/notes/\(note)", as: .moderator)
      #expect(shown.attributes["ratings_count"] == 2)
      #expect(shown["scoring_status"] == "provisional" && shown.attributes["score"]?.number != nil)
      let statistics = try await plugin.send(
        .get, "/api/public/v1/notes/\(note)/ratings/stats", as: .moderator)
      #expect(statistics.attributes["average_score"]?.number == 2.5)
    }
  }

  @Test("A1: a helpful consensus hides a visible post and tells the forum")
  func helpfulConsensus() async throws {
    let forum = try await TestForum()
    try await forum.serve { plugin in
      let submitted = try await plugin.submit(1, "You fool!")
      try await plugin.decide(submitted["note_id"] ?? "", "HELPFUL")
      let shown = try await plugin.send(.get, "/api/public/v1/requests/\(submitted.id)")
      #expect(shown["status"] == "COMPLETED" && shown["action_state"] == "applied")
      #expect(shown["note_status"] == "CURRENTLY_RATED_HELPFUL")
      try await forum.deliver()
      #expect(forum.sender.names == ["note.status_changed", "moderation_action.applied"])
      #expect(forum.sender.events.first?["recommended_action"] == "hide_post")
      #expect(
        try await plugin.vote(submitted["note_id"] ?? "", "HELPFUL", by: .member(9)).status
          == .conflict)
    }
  }

  @Test("A2: a not-helpful consensus leaves a visible post as it is")
  func notHelpfulConsensus() async throws {
    let forum = try await TestForum()
    try await forum.serve { plugin in
      let submitted = try await plugin.submit(1, "You fool!")
      try await plugin.decide(submitted["note_id"] ?? "", "NOT_HELPFUL")
      let shown = try await plugin.send(.get, "/api/public/v1/requests/\(submitted.id)")
      #expect(shown["status"] == "COMPLETED" && shown["action_state"] == "dismissed")
      try await forum.deliver()
      #expect(forum.sender.names == ["note.status_changed"])
      #expect(forum.sender.events.first?["status"] == "CURRENTLY_RATED_NOT_HELPFUL")
    }
  }

  @Test("M3: a helpful consensus confirms what was hidden at once")
  func confirmed() async throws {
    let forum = try await TestForum()
    try await forum.serve { plugin in
      let submitted = try await plugin.submit(1, "Buy cheap watches here")
      try await plugin.decide(submitted["note_id"] ?? "", "HELPFUL")
      try await forum.deliver()
      #expect(
        forum.sender.names == [
          "moderation_action.applied", "moderation_action.retro_review_started",
          "moderation_action.confirmed", "note.status_changed",
        ])
    }
  }

  @Test("M4, M5, M6: an overturned post is exempt until it is substantially rewritten")
  func overturned() async throws {
    let forum = try await TestForum()
    try await forum.serve { plugin in
      let text = "Buy cheap watches here or ask my old friend about them"
      let submitted = try await plugin.submit(1, text)
      try await plugin.decide(submitted["note_id"] ?? "", "NOT_HELPFUL")
      let decided = try await plugin.send(.get, "/api/public/v1/requests/\(submitted.id)")
      #expect(decided["action_state"] == "scan_exempt")
      try await forum.deliver()
      #expect(
        forum.sender.names.suffix(3) == [
          "moderation_action.overturned", "note.status_changed", "moderation_action.proposed",
        ])
      #expect(forum.sender.events.last?["action_type"] == "clear_scan_exempt")
      let minor = try await plugin.submit(1, text + " today")
      #expect(minor["action_state"] == "scan_exempt")
      let rewritten = try await plugin.submit(1, "Cheap watches, cheap watches, all of you fools!")
      // What the members overturned made the words weigh less: reviewed this time, not hidden.
      #expect(rewritten["action_state"] == "under_review")
      #expect(rewritten.attributes["moderation_action"] == .null)
      #expect(rewritten["note_id"] != submitted["note_id"])
    }
  }

  @Test(
    "S1: agree through the forum is the staff member's, and comes back as no decision of members")
  func agree() async throws {
    let forum = try await TestForum()
    try await forum.serve { plugin in
      let submitted = try await plugin.submit(1, "You fool!")
      let note = submitted["note_id"] ?? ""
      let path = "/api/public/v1/notes/\(note)/force-publish"
      let refused = try await plugin.send(.post, path, "{}", as: .member(5))
      let agreed = try await plugin.send(.post, path, "{}", as: .moderator)
      let again = try await plugin.send(.post, path, "{}", as: .moderator)
      #expect(refused.status == .forbidden && agreed.status == .ok && again.status == .ok)
      #expect(agreed.attributes["force_published"] == true)
      #expect(agreed["status"] == "CURRENTLY_RATED_HELPFUL")
      let shown = try await plugin.send(.get, "/api/public/v1/requests/\(submitted.id)")
      #expect(shown["decided_by"] == "staff" && shown["status"] == "COMPLETED")
      try await forum.deliver()
      #expect(forum.sender.names == ["moderation_action.staff_overridden"])
      let lines = try await forum.site.store.read { store in
        try store.moderationAudit(
          community: nil, review: ReviewItemID(submitted["action_id"] ?? ""), before: nil, limit: 9)
      }
      let moderator = try await plugin.send(
        .get,
        "/api/public/v1/user-profiles/lookup?platform=discourse&platform_user_id=2"
          + "&provider_scope=\(TestForum.slug)")
      #expect(lines.contains { $0.what == "staff.agree" && $0.actor.contains(moderator.id) })
    }
  }

  @Test("S2, S5: disagree overturns what was hidden and exempts it")
  func disagree() async throws {
    let forum = try await TestForum()
    try await forum.serve { plugin in
      let submitted = try await plugin.submit(1, "Buy cheap watches here")
      let answer = try await plugin.send(
        .post, "/api/public/v1/notes/\(submitted["note_id"] ?? "")/dismiss", "{}", as: .moderator)
      #expect(answer["status"] == "CURRENTLY_RATED_NOT_HELPFUL")
      let shown = try await plugin.send(.get, "/api/public/v1/requests/\(submitted.id)")
      #expect(shown["action_state"] == "scan_exempt")
      let replay = try await plugin.submit(1, "Buy cheap watches here !")
      #expect(replay["action_state"] == "scan_exempt")
    }
  }

  @Test("S3: ignore deletes the request, as often as it is asked")
  func ignore() async throws {
    let forum = try await TestForum()
    try await forum.serve { plugin in
      let submitted = try await plugin.submit(1, "You fool!")
      let path = "/api/public/v1/requests/\(submitted.id)"
      #expect(try await plugin.send(.delete, path, as: .member(5)).status == .forbidden)
      let first = try await plugin.send(.delete, path, as: .moderator)
      let second = try await plugin.send(.delete, path, as: .moderator)
      #expect(first.status == .noContent && second.status == .noContent && first.text.isEmpty)
      #expect(try await plugin.send(.get, path).status == .notFound)
      #expect(try await plugin.queue(of: .moderator).isEmpty)
      try await forum.deliver()
      #expect(forum.sender.names.isEmpty)
      let revived = try await plugin.submit(1, "You are a fool!")
      #expect(revived.status == .created && revived.id == submitted.id)
    }
  }

  @Test("S4: escalate takes an item from the members, by a body without type and id")
  func escalate() async throws {
    let forum = try await TestForum()
    try await forum.serve { plugin in
      let submitted = try await plugin.submit(1, "You fool!")
      let answer = try await plugin.send(
        .patch, "/api/public/v1/requests/\(submitted.id)",
        #"{"data":{"attributes":{"escalated":true}}}"#, as: .moderator)
      #expect(answer.status == .ok && answer.attributes["escalated"] == true)
      #expect(answer["review_group"] == "staff")
      #expect(try await plugin.queue(of: .member(5)).isEmpty)
      let found = try await plugin.send(.get, "/api/v2/requests?filter[escalated]=true")
      #expect(found.json["meta"]?["count"] == 1)
    }
  }

  @Test("A4: a poll finds decisions on posts of days ago, both outcomes")
  func poll() async throws {
    let forum = try await TestForum()
    try await forum.serve { plugin in
      let old = try await plugin.submit(1, "You fool!")
      let other = try await plugin.submit(2, "Another fool!")
      forum.site.clock.now += 3 * 86_400_000
      let last = forum.site.clock.now
      #expect(try await plugin.poll(since: last).isEmpty)
      forum.site.clock.now += 1_000
      try await plugin.decide(old["note_id"] ?? "", "NOT_HELPFUL")
      try await plugin.decide(other["note_id"] ?? "", "HELPFUL")
      let missed = try await plugin.poll(since: last)
      #expect(Set(missed.compactMap { $0["id"]?.text }) == [old.id, other.id])
      #expect(
        Set(missed.compactMap { $0["attributes"]?["note_status"]?.text })
          == ["CURRENTLY_RATED_NOT_HELPFUL", "CURRENTLY_RATED_HELPFUL"])
    }
  }

  @Test("D4, D5: the dashboard has its four keys, with numbers")
  func dashboard() async throws {
    let forum = try await TestForum()
    try await forum.serve { plugin in
      let submitted = try await plugin.submit(1, "You fool!")
      try await plugin.decide(submitted["note_id"] ?? "", "HELPFUL")
      let answer = try await plugin.send(
        .get, "/api/v2/community-servers/\(forum.community)/scoring-analysis")
      #expect(answer.json["activity"]?["votes_cast"] == 5)
      #expect(answer.json["classification"]?["harassment"] == 1)
      #expect(answer.json["consensus"]?["helpful"] == 1)
      guard case .list(let reviewers)? = answer.json["top_reviewers"] else {
        Issue.record("no reviewers")
        return
      }
      #expect(reviewers.count == 5)
    }
  }
}
