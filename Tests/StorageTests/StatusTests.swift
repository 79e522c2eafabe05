import CommunityRules
import NoteModel
import Testing

@testable import Storage

@Suite("The store keeps what scoring reads and writes")
struct StatusTests {
  @Test("every column of a status, and none where nothing happened")
  func statuses() async throws {
    let fixture = try StoreFixture()
    let ann = try await fixture.contributor("Ann")
    let bare = StatusRecord(noteID: NoteID(10), author: ann, noteCreatedAt: 4)
    var full = StatusRecord(noteID: NoteID(11), author: ann, noteCreatedAt: 5)
    full.firstStatus = .helpful
    full.firstStatusAt = 6
    full.status = .needsMoreRatings
    full.statusAt = 7
    full.latestStatus = .notHelpful
    full.latestStatusAt = 8
    full.lockedStatus = .helpful
    full.lockedAt = 9
    full.coreStatus = .firmReject
    full.expansionStatus = .needsYourHelp
    full.groupStatus = .helpful
    full.multiGroupStatus = .notHelpful
    full.decidedBy = "CoreModel (v1.1)"
    full.modelingGroup = 19
    full.modelingMultiGroup = 1
    full.statusChangedAt = -1
    full.waitingSince = 12
    full.firstWaitingSince = 11
    full.finalOutputMinute = 13
    full.earlyHelpfulAt = 14
    full.tags = [.helpfulClear, .helpfulGoodSources]
    full.intercept = 0.41
    full.factor = -0.2
    full.coreIntercept = 0.4
    full.ratingCount = 17
    full.helpfulSince = 15
    let expected = full
    try await fixture.store.write { store throws in
      try store.put(expected)
      try store.put(bare)
    }
    try await fixture.store.read { store throws in
      #expect(try store.status(of: NoteID(10)) == bare)
      #expect(try store.status(of: NoteID(11)) == expected)
      #expect(try store.statuses(of: [NoteID(11), NoteID(99)]) == [NoteID(11): expected])
      #expect(try store.waitingNotes(limit: 9) == [NoteID(11)])
      var order: [NoteID] = []
      try store.forEachStatus { order.append($0.noteID) }
      #expect(order == [NoteID(10), NoteID(11)])
    }
    var changed = expected
    changed.waitingSince = -1
    let updated = changed
    try await fixture.store.write { try $0.put(updated) }
    #expect(try await fixture.store.read { try $0.waitingNotes(limit: 9) }.isEmpty)
  }

  @Test("what a run changes of a status, and when it saw the others, and leaves the rest alone")
  func changedByRun() async throws {
    let fixture = try StoreFixture()
    let ann = try await fixture.contributor("Ann")
    var decided = StatusRecord(noteID: NoteID(10), author: ann, noteCreatedAt: 4)
    let seen = StatusRecord(noteID: NoteID(11), author: ann, noteCreatedAt: 5)
    let other = StatusRecord(noteID: NoteID(12), author: ann, noteCreatedAt: 6)
    try await fixture.store.write { [decided] store throws in
      for record in [decided, seen, other] { try store.put(record) }
    }
    decided.status = .helpful
    decided.statusAt = 50
    decided.tags = [.helpfulClear]
    decided.intercept = 0.5
    decided.ratingCount = 9
    decided.helpfulSince = 50
    try await fixture.store.write { [decided] store throws in
      try store.update(decided)
      try store.markSeen([seen.noteID, NoteID(99)], at: 50)
    }
    try await fixture.store.read { [decided] store throws in
      #expect(try store.status(of: decided.noteID) == decided)
      #expect(try store.status(of: seen.noteID)?.statusAt == 50)
      #expect(try store.status(of: other.noteID) == other)
      #expect(try store.status(of: NoteID(99)) == nil)
    }
  }

  @Test("ratings in order, with short numbers in place of names")
  func ratings() async throws {
    let fixture = try StoreFixture()
    let people = [try await fixture.contributor("Ann"), try await fixture.contributor("Bob")]
    try await fixture.post(1)
    for id in [12, 10, 11] as [Int64] { try await fixture.note(id, on: 1, by: people[0]) }
    try await fixture.store.write { store throws in
      for (note, rater) in [(12, 1), (10, 1), (10, 0)] as [(Int64, Int)] {
        try store.put(
          Rating(
            noteID: NoteID(note), rater: people[rater], createdAt: note, answer: .helpful,
            tags: [.helpfulOther, .notHelpfulNoteNotNeeded], ratedOn: PostID(1)))
      }
    }
    try await fixture.store.read { store throws in
      let names = Dictionary(
        uniqueKeysWithValues: try store.raterKeys().map { ($0.key, $0.participant) })
      var rows: [RatingRow] = []
      try store.forEachRating { rows.append($0) }
      #expect(rows.map(\.note) == [10, 10, 12])
      #expect(rows.map { names[$0.raterKey] } == [people[0], people[1], people[1]])
      #expect(rows.allSatisfy { $0.tags == 1 | 1 << 21 && $0.answer == .helpful })
    }
  }

  @Test("runs, changes and the places of raters, which a run changes or takes away")
  func runs() async throws {
    let fixture = try StoreFixture()
    let ann = try await fixture.contributor("Ann")
    let bob = try await fixture.contributor("Bob")
    let id = try await fixture.store.write {
      try $0.insert(ScoringRun(kind: .full, decidedAt: 1, startedAt: 2))
    }
    let change = StatusChange(
      note: NoteID(3), run: id, at: 5, before: .needsMoreRatings, after: .helpful,
      decidedBy: "CoreModel (v1.1)")
    let place = RaterPosition(
      rater: ann, intercept: 0.1, factor: -0.5, helpfulness: nil, isReliable: true)
    try await fixture.store.write { store throws in
      try store.update(
        ScoringRun(
          id: id, kind: .full, decidedAt: 1, startedAt: 2, endedAt: 9, notes: 4, ratings: 5,
          outcome: .applied))
      try store.insert(change)
      try store.change(raterPositions: [place], lost: [])
    }
    try await fixture.store.read { store throws in
      #expect(try store.scoringRuns(limit: 9).map(\.outcome) == [.applied])
      #expect(try store.statusChanges(since: 5, limit: 9) == [change])
      #expect(try store.statusChanges(of: NoteID(3)) == [change])
      #expect(try store.raterPositions([ann, bob]) == [ann: place])
      #expect(try store.raterPositions() == [ann: place])
      #expect(try store.raterFactors() == [-0.5])
    }
    try await fixture.store.write { try $0.change(raterPositions: [], lost: [place.rater]) }
    #expect(try await fixture.store.read { try $0.raterFactors() }.isEmpty)
  }
}

@Suite("The store keeps what people ask for")
struct RequestTests {
  @Test("requests, and what they came to")
  func requests() async throws {
    // Given a requester of three posts: one with a helpful note, one whose misleading notes all
    // ended not helpful, one without notes
    let fixture = try StoreFixture()
    let ann = try await fixture.account("ann")
    let writer = try await fixture.contributor("Writer")
    for post in [1, 2, 3] as [Int64] {
      try await fixture.post(post)
      try await fixture.store.write {
        try $0.put(
          NoteRequest(
            postID: PostID(post), requester: ann, createdAt: post, sourceLinks: ["https://a.org"],
            isEligible: true))
      }
    }
    for (note, post, status) in [
      (10, 1, NoteStatus.helpful), (20, 2, .notHelpful), (21, 2, .notHelpful),
    ] as [(Int64, Int64, NoteStatus)] {
      try await fixture.note(note, on: post, by: writer)
      try await fixture.store.write { store throws in
        var record = StatusRecord(noteID: NoteID(note), author: writer, noteCreatedAt: 1)
        record.status = status
        try store.put(record)
      }
    }

    // Then
    let record = try await fixture.store.read { try $0.requestRecord(of: ann) }
    #expect(record == RequestRecord(eligibleRequests: 3, helpfulNotes: 1, postsWithoutNeed: 1))
    let newest = try await fixture.store.read { try $0.requests(by: ann, since: 2) }
    #expect(newest.map(\.postID.rawValue) == [3, 2])
    #expect(newest[0].sourceLinks == ["https://a.org"])
  }

  @Test("one report a person and note, one review a note, one answer a person and note")
  func once() async throws {
    let fixture = try StoreFixture()
    let ann = try await fixture.account("ann")
    let writer = try await fixture.contributor("Writer")
    try await fixture.post(1)
    try await fixture.note(10, on: 1, by: writer)
    try await fixture.store.write { store throws in
      for text in ["first", "second"] {
        try store.insert(
          Report(note: NoteID(10), reporter: ann, category: "abuse", text: text, createdAt: 1))
      }
      try store.insert(
        AdditionalReviewRequest(
          note: NoteID(10), post: PostID(1), requester: ann, requestedAt: 5))
      try store.putFeedback(.helpful, of: NoteID(10), by: ann, at: 1)
      try store.putFeedback(.notHelpful, of: NoteID(10), by: ann, at: 2)
    }
    try await fixture.store.read { store throws in
      #expect(try store.openReports().map(\.text) == ["first"])
      #expect(try store.openAdditionalReviews(since: 5).count == 1)
      #expect(try store.openAdditionalReviews(since: 6).isEmpty)
      #expect(try store.feedbackCounts(since: 0) == [.notHelpful: 1])
    }
    let report = try await fixture.store.read { try $0.openReports()[0].id }
    try await fixture.store.write { store throws in
      try store.closeReport(report, outcome: "removed", at: 9)
      try store.endAdditionalReview(of: NoteID(10), at: 9)
    }
    try await fixture.store.read { store throws in
      #expect(try store.openReports().isEmpty)
      #expect(try store.closedReportCounts() == ["removed": 1])
      #expect(try store.additionalReview(of: NoteID(10))?.endedAt == 9)
      let reviews = try store.additionalReviews(of: [NoteID(10), NoteID(11)])
      #expect(reviews.mapValues(\.endedAt) == [NoteID(10): 9])
    }
  }

  @Test("notices once a subject, until they are read")
  func notices() async throws {
    let fixture = try StoreFixture()
    let ann = try await fixture.account("ann")
    try await fixture.store.write { store throws in
      for subject in ["1", "1", "2"] {
        try store.insert(
          Notice(account: ann, kind: "helpful", subject: subject, payload: "{}", createdAt: 5))
      }
    }
    try await fixture.store.read { store throws in
      #expect(try store.unreadNoticeCount(to: ann) == 2)
      #expect(try store.notices(to: ann, before: nil, limit: 9).map(\.subject) == ["2", "1"])
      #expect(try store.noticeCount(to: ann, kind: "helpful", since: 6) == 0)
    }
    let unmailed = try await fixture.store.read { try $0.unmailedNotices(limit: 9) }
    try await fixture.store.write { store throws in
      try store.markNoticesRead(of: ann, at: 8)
      try store.markMailed(unmailed.map(\.id), at: 8)
    }
    try await fixture.store.read { store throws in
      #expect(try store.unreadNoticeCount(to: ann) == 0)
      #expect(try store.unmailedNotices(limit: 9).isEmpty)
    }
  }

  @Test("tokens of random samples, good once for the one who got them")
  func samples() async throws {
    let fixture = try StoreFixture()
    let ann = try await fixture.contributor("Ann")
    let bob = try await fixture.contributor("Bob")
    try await fixture.post(1)
    try await fixture.note(10, on: 1, by: bob)
    try await fixture.store.write {
      try $0.insertSample(
        tokenHash: [7], contributor: ann, note: NoteID(10), at: 1, expiresAt: 100)
    }
    func take(_ person: ParticipantID, at: Int64) async throws -> Bool {
      try await fixture.store.write {
        try $0.takeSample(tokenHash: [7], contributor: person, note: NoteID(10), at: at)
      }
    }
    #expect(try await !take(bob, at: 5), "it was sent to somebody else")
    #expect(try await !take(ann, at: 100), "too late")
    #expect(try await take(ann, at: 99))
    #expect(try await !take(ann, at: 99), "used")
  }

  @Test("answers to repeated writes, settings with their history, measures while they last")
  func operations() async throws {
    let fixture = try StoreFixture()
    let ann = try await fixture.account("ann")
    let answer = KeptAnswer(
      key: "k", requestHash: [1], status: 201, body: Array("{}".utf8), createdAt: 5)
    try await fixture.store.write { store throws in
      try store.keep(answer, account: ann)
      try store.saveSettings("{\"a\":1}", by: nil, reason: "set up", at: 1)
      try store.saveSettings("{\"a\":2}", by: ann, reason: "more", at: 2)
      _ = try store.insert(
        MeasureRecord(
          kind: "pauseShowing", reason: "attack", startedAt: 1, startedBy: ann, expiresAt: 100))
    }
    try await fixture.store.read { store throws in
      #expect(try store.keptAnswer(key: "k", account: ann) == answer)
      #expect(try store.settings()?.value == "{\"a\":2}")
      #expect(try store.settingsVersions(limit: 9).map(\.version) == [2, 1])
      #expect(try store.openMeasures(at: 99).map(\.kind) == ["pauseShowing"])
      #expect(try store.openMeasures(at: 100).isEmpty)
    }
  }
}
