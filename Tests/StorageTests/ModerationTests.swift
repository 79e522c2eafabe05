import GRDB
import Moderation
import NoteModel
import Testing

@testable import Storage

@Suite("The store keeps reviews of a platform's posts")
struct ModerationTests {
  private static let start = StoreFixture.start

  /// A community of an adapter, with a member.
  private func community(_ fixture: StoreFixture) async throws {
    try await fixture.store.write { store throws in
      try store.insert(Adapter(id: "adapter", name: "Forum", createdAt: Self.start))
      try store.insert(
        AdapterKey(
          id: "key", adapter: "adapter", name: "first", prefix: "0123456789ab", hash: "slow",
          scopes: ["platform:adapter"], createdAt: Self.start))
      try store.insert(
        ModeratedCommunity(
          id: "community", adapter: "adapter", platform: "discourse",
          slug: "forum.example.org-1a2b3c4d", name: "Forum", createdAt: Self.start))
      try store.insert(Self.member("ann"))
    }
  }

  private static func member(_ name: String) -> ExternalMember {
    ExternalMember(
      id: MemberID(name), platform: "discourse", scope: "forum.example.org-1a2b3c4d",
      userID: "id-\(name)", name: name, createdAt: start)
  }

  private static func submission(_ id: String, at: Int64 = start) -> Submission {
    Submission(
      id: id, community: "community", clientKey: "discourse-post-\(id)", post: "post",
      message: "4711", channel: "6", requestedBy: "88", isFlag: false, flagger: nil,
      content: "Buy ten", contentHash: "hash", at: at)
  }

  private static func post() -> ModeratedPost {
    ModeratedPost(
      id: "post", community: "community", message: "4711", channel: "6", author: "88",
      authorMember: nil, content: "Buy ten", contentHash: "hash", updatedAt: start)
  }

  private static func evidence() throws -> PolicyDecision.Evidence {
    let classification = try Moderation.Classification(
      confidence: 0.9, labels: [.init("spam", score: 0.8)], modelVersion: "m")
    let decision = PolicyDecision.decide(classification, ModerationPolicy(), PostFacts())
    return try #require(decision.verdict).evidence
  }

  private static func review(
    _ id: ReviewItemID, tier: ModerationTier = .consensus, note: String = "note"
  ) throws -> StoredReview {
    let action = ModerationAction(
      kind: .hide, tier: tier, reviewGroup: .community, policyVersion: 1, at: start)
    return StoredReview(
      item: try ReviewItem.opening(id, postAuthor: "author", action: action, at: start).item,
      community: "community", post: "post", submission: "submission", channel: "6", note: note,
      summary: "Flagged as spam.", evidence: try evidence())
  }

  private static func vote(
    _ id: String, by voter: MemberID, on review: StoredReview
  ) throws -> StoredVote {
    var person = Voter(voter, trustLevel: 2)
    person.isActiveMember = true
    let accepted = try Ballot.cast(
      .helpful, by: person, on: review.item, earlier: nil, ModerationPolicy(), at: start + 5)
    return StoredVote(
      id: id, note: review.note, cycle: review.item.cycle, vote: accepted.vote, origin: [1])
  }

  /// The community with a post, a submission and an open review of it.
  private func reviewed(_ fixture: StoreFixture) async throws -> StoredReview {
    try await community(fixture)
    let review = try Self.review("item")
    try await fixture.store.write { store throws in
      try store.put(Self.post())
      try store.put(Self.submission("submission"))
      try store.insert(review)
    }
    return review
  }

  @Test("keys are found by their prefix, with their scopes, and can be revoked")
  func keys() async throws {
    let fixture = try StoreFixture()
    try await community(fixture)
    try await fixture.store.write { store throws in
      var key = try #require(try store.adapterKey(prefix: "0123456789ab"))
      #expect(key.scopes == ["platform:adapter"] && key.isValid(at: Self.start))
      key.revokedAt = Self.start + 1
      try store.update(key)
      #expect(try store.adapterKey("key")?.isValid(at: Self.start + 1) == false)
    }
  }

  @Test("I2: a platform's user is one member of each forum")
  func members() async throws {
    let fixture = try StoreFixture()
    try await community(fixture)
    await #expect(throws: DatabaseError.self) {
      try await fixture.store.write { store throws in
        var twin = Self.member("ann")
        twin.id = "twin"
        try store.insert(twin)
      }
    }
    try await fixture.store.write { store throws in
      var elsewhere = Self.member("ann")
      elsewhere.id = "elsewhere"
      elsewhere.scope = "other.example.org"
      try store.insert(elsewhere)
    }
  }

  @Test("an author appeals once in each cycle, and finds reviews of their posts and no others")
  func appeals() async throws {
    let fixture = try StoreFixture()
    let review = try await reviewed(fixture)
    let appeal = ReviewAppeal(
      review: review.item.id, cycle: 1, author: "ann", text: "A joke.", at: Self.start)
    let id = try await fixture.store.write { try $0.insert(appeal) }
    await #expect(throws: DatabaseError.self) {
      try await fixture.store.write { try $0.insert(appeal) }
    }
    try await fixture.store.write { store throws in
      let open = review.item.action.state
      #expect(try store.unansweredAppeals(states: [open], limit: 9).map(\.id) == [id])
      #expect(try store.unansweredAppeals(states: [.confirmed], limit: 9).isEmpty)
      var answered = try #require(try store.appeal(on: review.item.id, cycle: 1))
      #expect(try store.appeal(on: review.item.id, cycle: 2) == nil)
      answered.text = "Another word."
      answered.answer = "It stays."
      answered.answeredAt = Self.start + 1
      try store.update(answered)
      let kept = try store.appeal(id)
      #expect(kept?.text == "A joke." && kept?.answer == "It stays.")
      #expect(try store.unansweredAppeals(states: [open], limit: 9).isEmpty)

      #expect(try store.reviews(ofAuthor: "author", before: nil, limit: 9) == [review])
      #expect(try store.reviews(ofAuthor: "author", before: Self.start, limit: 9).isEmpty)
      #expect(try store.reviews(ofAuthor: "ann", before: nil, limit: 9).isEmpty)
    }
  }

  @Test("C2: a post keeps every text that it had")
  func revisions() async throws {
    let fixture = try StoreFixture()
    _ = try await reviewed(fixture)
    try await fixture.store.write { store throws in
      try store.addRevision(of: "post", content: "one", hash: "1", at: 1)
      try store.addRevision(of: "post", content: "two", hash: "2", at: 2)
      #expect(try store.revisions(of: "post").map(\.content) == ["one", "two"])
      #expect(try store.revisions(of: "post").map(\.number) == [1, 2])
    }
  }

  @Test("R9: a member's second flag on a post changes nothing")
  func flags() async throws {
    let fixture = try StoreFixture()
    _ = try await reviewed(fixture)
    let flag = PostFlag(post: "post", flagger: "ann", submission: "submission", kind: "8", at: 1)
    try await fixture.store.write { store throws in
      #expect(try store.insert(flag))
      #expect(try store.insert(flag) == false)
      #expect(try store.flagCount(of: "post") == 1)
    }
  }

  @Test("R4: a member has one vote on a review, which neither changes nor goes")
  func votes() async throws {
    let fixture = try StoreFixture()
    let review = try await reviewed(fixture)
    let vote = try Self.vote("vote", by: "ann", on: review)
    try await fixture.store.write { try $0.insert(vote) }
    await #expect(throws: DatabaseError.self) {
      try await fixture.store.write {
        try $0.insert(try Self.vote("second", by: "ann", on: review))
      }
    }
    for sql in ["UPDATE reviewVote SET body = '{}'", "DELETE FROM reviewVote"] {
      await #expect(throws: DatabaseError.self) {
        try await fixture.store.write { store throws in
          try #require(store as? SQLiteTransaction).execute(sql)
        }
      }
    }
    #expect(try await fixture.store.read { try $0.votes(on: "item", cycle: 1) } == [vote])
    let own = try await fixture.store.read { try $0.ownVotes(of: "ann", on: ["item"]) }
    #expect(own == ["item": .helpful])
  }

  @Test("the audit log is only added to")
  func audit() async throws {
    let fixture = try StoreFixture()
    try await fixture.store.write { store throws in
      try store.audit(
        ModerationAuditLine(at: 1, community: nil, actor: "system", what: "made"))
    }
    for sql in ["UPDATE moderationAudit SET what = 'x'", "DELETE FROM moderationAudit"] {
      await #expect(throws: DatabaseError.self) {
        try await fixture.store.write { store throws in
          try #require(store as? SQLiteTransaction).execute(sql)
        }
      }
    }
    let lines = try await fixture.store.read { store throws in
      try store.moderationAudit(community: nil, review: nil, before: nil, limit: 10)
    }
    #expect(lines.map(\.what) == ["made"])
  }

  @Test("a review comes back as it was, by id and by note, and is listed while it is open")
  func reviews() async throws {
    let fixture = try StoreFixture()
    let review = try await reviewed(fixture)
    try await fixture.store.read { store throws in
      #expect(try store.review("item") == review)
      #expect(try store.review(note: "note") == review)
      #expect(try store.openReviews(of: "community") == [review])
      var query = ReviewQuery()
      query.communities = ["community"]
      query.states = [.underReview]
      query.message = "4711"
      #expect(try store.reviews(query).items == [review])
      query.states = [.retroReview]
      #expect(try store.reviews(query).total == 0)
    }
  }

  @Test("a note goes with the review that takes a review's place")
  func supersededNote() async throws {
    let fixture = try StoreFixture()
    let review = try await reviewed(fixture)
    let successor = try Self.review("successor", tier: .immediate)
    try await fixture.store.write { store throws in
      var old = review
      old.item = try old.item.handling(.system(.superseded(by: "successor")), at: 9).item
      try store.update(old)
      try store.insert(successor)
      #expect(try store.review(note: "note")?.item.id == "successor")
      #expect(try store.openReviews(of: "community").map(\.item.id) == ["successor"])
    }
  }

  @Test("A4: submissions are found by when they were decided, whenever they were submitted")
  func polls() async throws {
    let fixture = try StoreFixture()
    _ = try await reviewed(fixture)
    try await fixture.store.write { store throws in
      var old = Self.submission("submission")
      old.decidedAt = Self.start + 900
      old.state = .completed
      try store.put(old)
      var recent = Self.submission("recent", at: Self.start + 500)
      recent.clientKey = "discourse-post-2"
      try store.put(recent)
      var query = SubmissionQuery()
      query.states = [.completed]
      query.requestedOrDecidedFrom = (Self.start + 600, Self.start + 600)
      #expect(try store.submissions(query).items.map(\.id) == ["submission"])
      query.states = nil
      query.requestedOrDecidedFrom = (Self.start + 400, Self.start + 400)
      #expect(try store.submissions(query).total == 2)
    }
  }

  @Test("policies are numbered within the community, and the last one of a level counts")
  func policies() async throws {
    let fixture = try StoreFixture()
    try await community(fixture)
    try await fixture.store.write { store throws in
      var level = PolicyLevel()
      level.autoHide = false
      #expect(
        try store.addPolicy(.newCommunity, channel: nil, of: "community", by: "a", at: 1) == 1)
      #expect(try store.addPolicy(level, channel: "6", of: "community", by: "a", at: 2) == 2)
      #expect(try store.policyLevels(of: "community") == [nil: .newCommunity, "6": level])
      #expect(try store.addPolicy(nil, channel: "6", of: "community", by: "b", at: 3) == 3)
      #expect(try store.policyLevels(of: "community") == [nil: .newCommunity])
      #expect(try store.policyVersions(of: "community", limit: 9).map(\.number) == [3, 2, 1])
    }
  }

  @Test("events of one post go out one after the other, those of others meanwhile")
  func order() async throws {
    let fixture = try StoreFixture()
    try await community(fixture)
    try await fixture.store.write { store throws in
      try store.put(
        Webhook(
          id: "hook", community: "community", url: "https://forum.example.org/hook",
          sealedSecret: [1], adapterKey: "key", createdAt: 1))
      for (event, post) in [("1", "a"), ("2", "a"), ("3", "b"), ("1", "a")] {
        try store.enqueue(
          QueuedDelivery(
            webhook: "hook", eventID: event, event: "x", post: post, submission: "s",
            payload: "{}", createdAt: 1, progress: Delivery(at: 1)))
      }
      var due = try store.dueDeliveries(at: 10, limit: 10)
      #expect(due.map(\.eventID) == ["1", "3"])
      due[0].progress = try due[0].progress.after(.unanswered, at: 10)
      try store.update(due[0])
      #expect(try store.dueDeliveries(at: 11, limit: 10).map(\.eventID) == ["3"])
      due[0].progress = try due[0].progress.after(.accepted, at: 20_010)
      try store.update(due[0])
      #expect(try store.dueDeliveries(at: 20_011, limit: 10).map(\.eventID) == ["2", "3"])
    }
  }

  @Test("a delivery that was given up on is kept as a dead letter")
  func deadLetters() async throws {
    let fixture = try StoreFixture()
    try await community(fixture)
    try await fixture.store.write { store throws in
      try store.put(
        Webhook(
          id: "hook", community: "community", url: "https://forum.example.org/hook",
          sealedSecret: [1], adapterKey: nil, createdAt: 1))
      try store.enqueue(
        QueuedDelivery(
          webhook: "hook", eventID: "1", event: "x", post: "a", submission: "s", payload: "{}",
          createdAt: 1, progress: Delivery(at: 1)))
      var delivery = try #require(try store.dueDeliveries(at: 1, limit: 1).first)
      delivery.progress = try delivery.progress.after(.refused(status: 404, retryAfter: nil), at: 2)
      delivery.lastStatus = 404
      try store.update(delivery)
      #expect(try store.dueDeliveries(at: 1_000_000, limit: 9).isEmpty)
      let dead = try store.deadLetters(community: "community", before: nil, limit: 9)
      #expect(dead.map(\.eventID) == ["1"] && dead.first?.lastStatus == 404)
    }
  }
}
