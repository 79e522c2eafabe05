import Foundation
import Moderation
import NoteModel
import Outbound
import Storage
import Testing

@testable import Service

@Suite("Moderation goes on by itself")
struct ModerationServiceTests {
  @Test("a classifier that is down blocks nothing; what it finds later is told by an event")
  func lateClassification() async throws {
    let forum = try ModerationSite()
    let site = forum.started()
    let adapter = try await forum.register(site)
    forum.classifier.says(nil)
    let card = try await forum.submit(site, adapter, post: 1, "text")
    #expect(card.state == .failed && card.instruction == nil && card.review == nil)
    forum.classifier.says(0.95)
    try await site.classifyAgain()
    #expect(try await site.submission(adapter, card.submission.id).review == nil)
    forum.now += 60_000
    try await site.classifyAgain()
    let later = try await site.submission(adapter, card.submission.id)
    #expect(later.review?.state == .retroReview && later.state == .inProgress)
    try await forum.deliver(site)
    #expect(forum.sender.names.first == "moderation_action.proposed")
    #expect(forum.sender.events.first?["action_type"] == "hide_post")
  }

  @Test("a classification that keeps failing is tried five times more")
  func exhausted() async throws {
    let forum = try ModerationSite()
    let site = forum.started()
    let adapter = try await forum.register(site)
    forum.classifier.says(nil)
    let card = try await forum.submit(site, adapter, post: 1, "text")
    for _ in 0..<6 {
      forum.now += 241 * 60_000
      try await site.classifyAgain()
    }
    let post = try await forum.store.read { try $0.moderatedPost(card.submission.post) }
    #expect(post?.failures == 6 && post?.retryAt == nil)
  }

  @Test("a tier 2 item that is told late carries no word that would hide it")
  func lateTier2() async throws {
    let forum = try ModerationSite()
    let site = forum.started()
    let adapter = try await forum.register(site)
    forum.classifier.says(nil)
    _ = try await forum.submit(site, adapter, post: 1, "text")
    forum.classifier.says(0.6)
    forum.now += 60_000
    try await site.classifyAgain()
    try await forum.deliver(site)
    #expect(forum.sender.names == ["moderation_action.proposed"])
    let event = try #require(forum.sender.events.first)
    #expect(event["action_type"] == nil && event["recommended_action"] == nil)
  }

  @Test("an attempt whose answer was not written down is repeated under the same event id")
  func killedDelivery() async throws {
    let forum = try ModerationSite()
    let site = forum.started()
    let adapter = try await forum.register(site)
    forum.classifier.says(0.95)
    _ = try await forum.submit(site, adapter, post: 1, "text")
    forum.now += 5_000
    // Sent, and then the machine stopped: nothing of it is in the store.
    let due = try #require(
      try await forum.store.read { try $0.dueDeliveries(at: forum.now, limit: 1) }.first)
    _ = await forum.sender.send(
      SignedEvent(delivery: due, secret: "x", at: forum.now)
        .call(to: "https://forum.example.org/", allowedHosts: []))
    let restarted = forum.started()
    try await forum.deliver(restarted)
    #expect(forum.sender.ids.count == 3)
    #expect(forum.sender.ids[0] == forum.sender.ids[1] && Set(forum.sender.ids).count == 2)
    #expect(try await forum.store.read { try $0.dueDeliveries(at: .max, limit: 9) }.isEmpty)
  }

  @Test("a decision and its events are written together or not at all")
  func atomicity() async throws {
    let forum = try ModerationSite()
    let site = forum.started()
    let adapter = try await forum.register(site)
    let card = try await forum.submit(site, adapter, post: 1, "text")
    let review = try #require(card.review)
    struct Killed: Error {}
    await #expect(throws: Killed.self) {
      try await forum.store.write { store throws in
        let stored = try #require(try store.review(review.id))
        try ReviewDesk(store: store, configuration: ModerationConfiguration(), now: forum.now)
          .handle(.consensus(.helpful, .carryOut), on: stored)
        throw Killed()
      }
    }
    try await forum.store.read { store throws in
      #expect(try store.review(review.id)?.item.isDecided == false)
      #expect(try store.dueDeliveries(at: .max, limit: 9).isEmpty)
      #expect(try store.submission(card.submission.id)?.state == .inProgress)
    }
  }

  @Test("after the last attempt an event is a dead letter, and the next one goes out")
  func givenUp() async throws {
    let forum = try ModerationSite()
    let site = forum.started()
    let adapter = try await forum.register(site)
    forum.classifier.says(0.95)
    _ = try await forum.submit(site, adapter, post: 1, "text")
    forum.sender.answers(.none(reason: "no answer in time"))
    for _ in 0..<7 {
      forum.now += 7_200_001
      _ = try await WebhookCourier(site: site).round()
    }
    let dead = try await forum.store.read { store throws in
      try store.deadLetters(community: nil, before: nil, limit: 9)
    }
    #expect(dead.map(\.event) == ["moderation_action.applied"])
    #expect(dead.first?.lastError == "no answer in time" && dead.first?.progress.attempts == 7)
    forum.sender.answers(.status(200, retryAfter: nil))
    forum.now += 1
    #expect(try await WebhookCourier(site: site).round() == 1)
    #expect(forum.sender.names.last == "moderation_action.retro_review_started")
  }

  @Test("five who always vote together decide nothing; five strangers do")
  func crowds() async throws {
    let forum = try ModerationSite()
    let site = forum.started()
    let adapter = try await forum.register(site)
    func vote(_ note: String, by user: Int, _ value: VoteValue) async throws {
      _ = try await site.vote(
        forum.caller(adapter, for: user), note: note, value, rater: nil, client: "c")
    }
    // A crowd that is of one mind, against others, on a few posts that stay open.
    for post in 1...6 {
      let note = try #require(try await forum.submit(site, adapter, post: post, "t\(post)").review)
        .note
      for user in 1...5 { try await vote(note, by: user, .notHelpful) }
      for user in 1...4 { try await vote(note, by: 100 + post * 10 + user, .helpful) }
    }
    try await site.findConsensus()
    let target = try #require(try await forum.submit(site, adapter, post: 50, "target").review)
    for user in 1...5 { try await vote(target.note, by: user, .notHelpful) }
    try await site.findConsensus()
    #expect(try await site.review(adapter, target.id).state == .underReview)
    let other = try #require(try await forum.submit(site, adapter, post: 51, "other").review)
    for user in 501...505 { try await vote(other.note, by: user, .notHelpful) }
    try await site.findConsensus()
    #expect(try await site.review(adapter, other.id).state == .dismissed)
  }

  @Test("a helpful consensus waits for staff where the policy wants their approval")
  func approval() async throws {
    let forum = try ModerationSite()
    let site = forum.started()
    let adapter = try await forum.register(site)
    let community = try #require(
      try await forum.store.read { try $0.moderatedCommunities(of: nil) }.first)
    var level = PolicyLevel()
    level.defaultReviewGroup = .community
    level.staffApprovalRequired = true
    try await site.changePolicy(
      adapter, community: community.id, channel: nil, to: level, ifVersion: nil)
    let review = try #require(try await forum.submit(site, adapter, post: 1, "t").review)
    for user in 1...5 {
      _ = try await site.vote(
        forum.caller(adapter, for: user), note: review.note, .helpful, rater: nil, client: "c")
    }
    try await site.findConsensus()
    let waiting = try await site.review(adapter, review.id)
    #expect(waiting.awaitsStaff == true && waiting.state == .underReview)
    let member = try await site.review(forum.caller(adapter, for: 9), review.id)
    #expect(member.awaitsStaff == nil && member.noteStatus == .needsMoreRatings)
    let agreed = try await site.decide(
      forum.caller(adapter, for: 2, trust: 4, isModerator: true), note: review.note, .agree)
    #expect(agreed.state == .applied)
  }

  @Test("M7: clearing an exemption by hand lets the next edit be judged")
  func clearing() async throws {
    let forum = try ModerationSite()
    let site = forum.started()
    let adapter = try await forum.register(site)
    forum.classifier.says(0.95)
    let review = try #require(try await forum.submit(site, adapter, post: 1, "one two").review)
    _ = try await site.decide(
      forum.caller(adapter, for: 2, trust: 4, isModerator: true), note: review.note, .disagree)
    #expect(
      try await forum.submit(site, adapter, post: 1, "one two !").review?.state == .scanExempt)
    try await forum.store.write { store throws in
      let stored = try #require(try store.review(review.id))
      try ReviewDesk(store: store, configuration: ModerationConfiguration(), now: forum.now)
        .handle(
          .staff(.clearExemption, StaffActor("account 1", via: .ownInterface, reason: "r")),
          on: stored)
    }
    let again = try await forum.submit(site, adapter, post: 1, "one two ?")
    #expect(again.review?.state == .retroReview)
  }

  @Test("an exemption ends with a rewrite that passes")
  func rewritten() async throws {
    // Given a post that was brought back
    let forum = try ModerationSite()
    let site = forum.started()
    let adapter = try await forum.register(site)
    forum.classifier.says(0.95)
    let review = try #require(try await forum.submit(site, adapter, post: 1, "one two").review)
    _ = try await site.decide(
      forum.caller(adapter, for: 2, trust: 4, isModerator: true), note: review.note, .disagree)
    // When its text becomes another one, which is harmless
    forum.classifier.says(0)
    _ = try await forum.submit(
      site, adapter, post: 1, (0..<100).map { "word\($0)" }.joined(separator: " "))
    // Then the first text is judged like any other
    forum.classifier.says(0.95)
    let again = try await forum.submit(site, adapter, post: 1, "one two")
    #expect(again.review?.state == .retroReview)
  }

  @Test("what staff took to themselves stays with them when the author edits the post")
  func escalatedStays() async throws {
    let forum = try ModerationSite()
    let site = forum.started()
    let adapter = try await forum.register(site)
    forum.classifier.says(0.6)
    let first = try #require(try await forum.submit(site, adapter, post: 1, "one two").review)
    try await forum.store.write { store throws in
      let stored = try #require(try store.review(first.id))
      try ReviewDesk(store: store, configuration: ModerationConfiguration(), now: forum.now)
        .handle(
          .staff(.escalate, StaffActor("account 1", via: .ownInterface, reason: "r")), on: stored)
    }
    forum.classifier.says(0.95)
    let next = try #require(try await forum.submit(site, adapter, post: 1, "three four").review)
    #expect(next.id != first.id && next.tier == .immediate)
    #expect(next.isEscalated && next.group == .staff)
  }
}

@Suite("What platforms send along")
struct ModerationTextTests {
  @Test(
    "times are read with Z, with any offset, and with none",
    arguments: [
      ("2026-03-02T09:15:00Z", 1_772_442_900_000), ("2026-03-02T10:15:00+01:00", 1_772_442_900_000),
      ("2026-03-02T10:15:00 01:00", 1_772_442_900_000), ("2026-03-02T09:15:00", 1_772_442_900_000),
      ("2026-03-02T09:15:00.250Z", 1_772_442_900_250), ("2026-03-02", 1_772_409_600_000),
    ] as [(String, Int64)])
  func times(text: String, millis: Int64) {
    #expect(ISOTime.millis(text) == millis)
  }

  @Test(
    "what is no time is none", arguments: ["", "yesterday", "2026-13-01", "2026-03-02T25:00:00Z"])
  func noTimes(text: String) {
    #expect(ISOTime.millis(text) == nil)
  }

  @Test("a time that was written is read again")
  func roundTrip() {
    for millis: Int64 in [0, 1, 1_772_442_900_000, 1_772_442_900_999, 951_782_399_123] {
      #expect(ISOTime.millis(ISOTime.text(millis)) == millis)
    }
  }

  @Test("JSON is written in one way: keys by code point, no blanks, little escaped")
  func canonical() {
    let tree: JSONTree = ["b": [1, nil, true], "a": "ü/\"\n\u{1}", "Z": .number(0.5)]
    #expect(tree.canonical == #"{"Z":0.5,"a":"ü/\"\n\u0001","b":[1,null,true]}"#)
    #expect(JSONTree(parsing: tree.canonical) == tree)
  }

  @Test("ids are UUIDs of version 7 that rise with time")
  func ids() {
    let first = NewIDs.uuid(at: 1_793_491_200_000)
    let second = NewIDs.uuid(at: 1_793_491_200_001)
    #expect(first < second && NewIDs.isUUID(first) && first == first.lowercased())
    #expect(Array(first)[14] == "7" && "89ab".contains(Array(first)[19]))
    #expect(!NewIDs.isUUID("discourse-post-4711"))
  }

  @Test(
    "a webhook goes to a forum that its slug names, and to no other host",
    arguments: [
      ("forum.example.org", "https://forum.example.org/opennotes/webhooks/receive"),
      ("evil.example.net", nil), ("forum.example.org.evil.example.net", nil),
      ("127.0.0.1", nil),
    ] as [(String, String?)])
  func forumWebhook(host: String, url: String?) {
    #expect(
      Site.forumWebhook(host: host, slug: "forum.example.org-1a2b3c4d", allowedHosts: []) == url)
  }
}
