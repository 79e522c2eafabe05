import CommunityRules
import Foundation
import HTTPTypes
import NoteModel
import OAuth
import Storage
import Testing

@testable import Service
@testable import Web

@Suite("The programme of AI writers")
struct WriterProgrammeTests {
  private static let good = TestResult(
    linksWork: true, claimOpinion: .high, harassmentAbuse: .high)

  /// Test notes as the evaluator left them.
  private func practise(
    _ site: TestSite, _ id: ParticipantID, _ count: Int, _ result: TestResult = good
  ) async throws {
    let now = site.clock.now
    try await site.store.write { store in
      for number in 1...count {
        let post = PostID(NewIDs.number(at: now) &+ Int64(number))
        try store.insert(
          Post(id: post, url: "https://forum.test/practice/\(post)", addedAt: now))
        try store.insert(
          StoredTestNote(
            id: NoteID(NewIDs.number(at: now)), writer: id, postID: post, createdAt: now,
            classification: .misleading, answers: [], text: "x", evaluatedAt: now,
            result: result))
      }
      try store.judge(id, at: now)
    }
  }

  private func state(_ site: TestSite, _ made: MadeWriter) async throws -> WriterState? {
    try await site.store.read { try $0.writerStanding(of: made.account)?.state }
  }

  private func notices(_ site: TestSite, _ made: MadeWriter) async throws -> [String] {
    try await site.store.read { try $0.notices(to: made.account, before: nil, limit: 9) }
      .map(\.kind)
  }

  @Test("signs up an account that takes part in no other way, under an alias")
  func signUp() async throws {
    let site = try TestSite()
    let person = try await site.person(.accountHolder, name: "developer")
    let asker = try await site.site.asker(sessionToken: person.session)
    guard case .chooseAlias(let aliases) = try await site.site.writerSignUp(asker) else {
      Issue.record("no alias is offered")
      return
    }
    await #expect(throws: SiteError.self) {
      try await site.site.enrolWriter(asker, alias: aliases[0], agreesToTerms: false)
    }
    try await site.site.enrolWriter(asker, alias: aliases[0], agreesToTerms: true)
    let status = try #require(try await site.site.writerStatus(asker))
    #expect(status.alias == aliases[0])
    #expect(status.state == .testing)
    #expect(status.progress.written == 0)
    await #expect(throws: SiteError.self) { try await site.site.apply(asker, agrees: true) }
  }

  @Test("takes no contributor")
  func contributors() async throws {
    let site = try TestSite()
    let person = try await site.person(.writer, name: "writer")
    let asker = try await site.site.asker(sessionToken: person.session)
    #expect(try await site.site.writerSignUp(asker) == .takesPartOtherwise)
    await #expect(throws: SiteError.self) {
      try await site.site.enrolWriter(asker, alias: "Any Old Alias", agreesToTerms: true)
    }
  }

  @Test("admits by lot who meets the criteria with fifty test notes, and says so")
  func admission() async throws {
    let site = try TestSite()
    let made = try await site.writer()
    let id = try await site.participant(of: made)
    try await practise(site, id, 49)
    #expect(try await state(site, made) == .testing)
    site.clock.now += 1
    try await practise(site, id, 1)
    #expect(try await state(site, made) == .eligible)
    #expect(try await notices(site, made) == ["writerEligible"])
    try await site.site.lookAfterWriters()
    #expect(try await state(site, made) == .admitted)
    #expect(try await Set(notices(site, made)) == ["writerEligible", "writerAdmitted"])
    let contributor = try await site.store.read { try $0.contributor(id) }
    #expect(contributor?.enrollment.state == .apiEarnedIn)
  }

  @Test("admits nobody whose notes are not good enough")
  func criteria() async throws {
    let site = try TestSite()
    let made = try await site.writer()
    let id = try await site.participant(of: made)
    try await practise(
      site, id, 50, TestResult(linksWork: false, claimOpinion: .high, harassmentAbuse: .high))
    try await site.site.lookAfterWriters()
    #expect(try await state(site, made) == .testing)
  }

  @Test("draws no more than there are places, once a day")
  func places() async throws {
    let site = try TestSite()
    try await site.store.write { store in
      var settings = CommunitySettings()
      settings.writerPlacesPerDraw = 1
      try store.saveSettings(settings.json, by: nil, reason: "test", at: TestSite.start)
    }
    var writers: [MadeWriter] = []
    for number in 1...3 {
      let made = try await site.writer("robot \(number)")
      try await practise(site, site.participant(of: made), 50)
      writers.append(made)
    }
    func admitted() async throws -> Int {
      var count = 0
      for made in writers where try await state(site, made) == .admitted { count += 1 }
      return count
    }
    try await site.site.lookAfterWriters()
    #expect(try await admitted() == 1)
    try await site.site.lookAfterWriters()
    #expect(try await admitted() == 1)
    site.clock.now += 86_400_000
    try await site.site.lookAfterWriters()
    #expect(try await admitted() == 2)
  }

  @Test("warns who falls silent, and takes access after a month")
  func silence() async throws {
    let site = try TestSite()
    let made = try await site.writer(isAdmitted: true)
    let id = try await site.participant(of: made)
    for day in 1...30 {
      site.clock.now = TestSite.start + Int64(day) * 86_400_000
      try await site.site.lookAfterWriters()
      #expect(try await state(site, made) == (day < 30 ? .admitted : .earnedOut), "day \(day)")
      #expect(
        try await notices(site, made).contains("writerSilent") == (day >= 23), "day \(day)")
    }
    let contributor = try await site.store.read { try $0.contributor(id) }
    #expect(contributor?.enrollment.state == .apiEarnedOut)
    // Earned again: it keeps its place in the public data meanwhile.
    site.clock.now += 1
    try await practise(site, id, 50)
    #expect(try await state(site, made) == .eligible)
    #expect(
      try await site.store.read { try $0.contributor(id)?.enrollment.state } == .apiEarnedOut)
  }

  @Test("tells a high performing writer how raters of each viewpoint found its notes")
  func feedback() async throws {
    let site = try TestSite()
    let made = try await site.writer(isAdmitted: true)
    let id = try await site.participant(of: made)
    let now = site.clock.now
    let raters = [
      try await site.person(.newContributor, name: "left"),
      try await site.person(.newContributor, name: "right"),
      try await site.person(.newContributor, name: "unplaced"),
    ]
    try await site.store.write { store in
      for number in 1...100 as ClosedRange<Int64> {
        let post = PostID(NewIDs.number(at: now) &+ number)
        try store.insert(Post(id: post, url: "https://forum.test/\(post)", addedAt: now))
        let note = Note(
          id: NoteID(NewIDs.number(at: now) &+ number), postID: post, author: id, createdAt: now,
          classification: .misleading, answers: [.misleadingOther], summary: "x")
        try store.insert(note)
        var status = StatusRecord(noteID: note.id, author: id, noteCreatedAt: now)
        status.status = .helpful
        status.coreStatus = .helpful
        try store.put(status)
        for (rater, answer) in zip(raters, [Helpfulness.helpful, .notHelpful, .helpful])
        where number == 100 {
          try store.put(
            Rating(
              noteID: note.id, rater: try #require(rater.participant), createdAt: now,
              answer: answer, tags: [.helpfulClear], ratedOn: post))
        }
      }
      try store.change(
        modelFactors: [
          ModelFactor(model: "Core", rater: try #require(raters[0].participant), factor: -0.4),
          ModelFactor(model: "Core", rater: try #require(raters[1].participant), factor: 0.15),
        ], lost: [])
    }
    let page = try await site.serve(made) {
      try await $0.call(
        .get, WriterClient.written, [("test_mode", "false"), ("max_results", "100")]
      ).body
    }
    #expect(page.data.items.allSatisfy { $0.scoring_status.has_access == .boolean(true) })
    let rated = page.data.items.flatMap { $0.scoring_status.rating_counts_per_model.items }
    #expect(rated.count == 1)
    let model = try #require(rated.first)
    #expect(model.model_name.text == "Core")
    #expect(model.value.negative_factor_bucket_counts.helpful_count.int == 1)
    #expect(
      model.value.negative_factor_bucket_counts.helpful_tag_counts[0].tag_name.text
        == "helpfulClear")
    #expect(model.value.neutral_factor_bucket_counts.not_helpful_count.int == 1)
    #expect(model.value.positive_factor_bucket_counts.helpful_count.int == 0)
  }

  @Test("evaluates after a restart what waited before it")
  func restart() async throws {
    let site = try TestSite()
    let made = try await site.writer()
    let post = try await site.offeredPost()
    _ = try await site.serve(made) { try await $0.propose(on: post) }
    let again = Site(
      configuration: site.site.configuration, store: site.store,
      clock: SiteClock { site.clock.now }, key: ServerKey(), mail: site.mail)
    #expect(try await TestNoteEvaluation(site: again).round() == 1)
    #expect(try await TestNoteEvaluation(site: again).round() == 0)
  }

  @Test("keeps secrets of OAuth 1 sealed: the store alone can't sign")
  func sealing() async throws {
    let site = try TestSite()
    let made = try await site.writer()
    let app = try await site.store.read { try $0.developerApp(made.secrets.app.id) }
    let sealed = try #require(app).sealedConsumerSecret
    let secret = try #require(made.secrets.consumerSecret).text
    #expect(!String(decoding: sealed, as: UTF8.self).contains(secret))
    let name = made.secrets.app.consumerKey
    #expect(site.site.key.open(sealed, for: SealedSecrets.consumer, name: name) == secret)
    #expect(site.site.key.open(sealed, for: SealedSecrets.token, name: name) == nil)
    #expect(site.site.key.open(sealed, for: SealedSecrets.consumer, name: "other") == nil)
    #expect(ServerKey().open(sealed, for: SealedSecrets.consumer, name: name) == nil)
  }
}
