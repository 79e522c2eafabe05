import CommunityRules
import Crypto
import Foundation
import NoteModel
import Parallel
import Scoring
import Snapshot
import Storage
import Testing

@testable import Service

@Suite("Public files")
struct OpenDataTests {
  private static let hour: Int64 = 3_600_000
  private static let day = 24 * hour

  /// Statuses as anybody gets them from a folder of public files and its manifest alone.
  private static func recomputed(_ folder: String) throws -> ScoredSnapshot {
    let manifest = try ReleaseManifest(
      json: String(contentsOfFile: "\(folder)/\(ReleaseManifest.fileName)", encoding: .utf8))
    let scoring = try #require(manifest.scoring)
    let seed = try #require(UInt64(scoring.seed))
    let reader = SnapshotReader()
    let snapshot = try reader.read(folder: folder).snapshot
    let options = ScoringOptions(now: scoring.decidedAt, seed: seed)
    guard scoring.prescoredAt != scoring.decidedAt else { return try score(snapshot, options) }
    let earlier = try reader.read(folder: "\(folder)/prescoring").snapshot
    let state = try prescore(earlier, ScoringOptions(now: scoring.prescoredAt, seed: seed))
    return try scoreFinal(snapshot, state, options)
  }

  private static func published(_ folder: String) throws -> PublishedStatuses {
    try PublishedStatuses(scoredNotes: TSVTable(path: "\(folder)/scored_notes.tsv"))
  }

  @Test("of an exact export give the statuses that the site shows, after any kind of run")
  func exactExport() async throws {
    let site = try await SimulatedSite(raters: 300, notes: 150, ratings: 7_000)
    // Words that a table on one line cannot hold as they are
    try await site.store.write { store throws in
      try store.insert(Post(id: PostID(5), url: "https://example.org/a\tb", addedAt: 1))
      let author = try #require(try store.allContributors().first).id
      let words = "\"Quoted\",\r\ntwo lines\tand a tab"
      try store.insert(
        Note(
          id: NoteID(6), postID: PostID(5), author: author, createdAt: site.newest,
          classification: .misleading, answers: .misleadingOther, summary: words))
      try store.put(StatusRecord(noteID: NoteID(6), author: author, noteCreatedAt: site.newest))
    }
    let clock = SettableClock(site.newest + 1)
    let loop = ScoringLoop(store: site.store, clock: clock.clock, seed: 5)
    let export = ExactExport(store: site.store, engineVersion: "test")
    for (number, kind) in [ScoringRun.Kind.full, .final, .full].enumerated() {
      // Given
      _ = try await loop.run(kind)
      clock.now += Self.hour + 1
      if number == 1 { try await addLaterRating(site, at: clock.now) }

      // When
      let folder = site.folder.appending(path: "export\(number)").path
      let manifest = try await export.write(to: folder, at: clock.now)

      // Then
      #expect(manifest.scoring?.hasSameContributions == true)
      #expect((manifest.scoring?.prescoredAt != manifest.scoring?.decidedAt) == (kind == .final))
      let result = try Self.recomputed(folder)
      let verification = Verification(try Self.published(folder), result)
      #expect(verification.compared == 151)
      #expect(verification.differing == 0)
      #expect(verification.onlyPublished == 0 && verification.onlyRecomputed == 0)
      try await checkStore(site, equals: result)
      await #expect(throws: ReleaseError.folderNotEmpty(path: folder)) {
        try await export.write(to: folder, at: clock.now)
      }
    }
    #expect(
      try await site.store.read { try $0.postsByHelpfulNote(before: nil, limit: 9) }.count > 0)
  }

  /// Every column that recomputing gives is what the store has.
  private func checkStore(_ site: SimulatedSite, equals result: ScoredSnapshot) async throws {
    let records = try await site.store.read { store throws in
      var records: [StatusRecord] = []
      try store.forEachStatus { records.append($0) }
      return records
    }
    #expect(records.count == result.history.count)
    for (row, record) in records.enumerated() {
      var again = record
      again.take(row, of: result.history)
      #expect(again == record)
    }
  }

  private func addLaterRating(_ site: SimulatedSite, at now: Int64) async throws {
    try await site.store.write { store throws in
      let rater = try #require(try store.allContributors().last).id
      try store.put(
        Rating(
          noteID: NoteID(6), rater: rater, createdAt: now, answer: .notHelpful,
          tags: [.notHelpfulOther], ratedOn: PostID(5)))
    }
  }

  @Test("say whether contributions have changed since the run")
  func changedContributions() async throws {
    let site = try await SimulatedSite(raters: 120, notes: 60, ratings: 1_200)
    let clock = SettableClock(site.newest + 1)
    _ = try await ScoringLoop(store: site.store, clock: clock.clock).run(.full)
    try await site.store.write { store throws in
      var first: Int64?
      try store.forEachNote { if first == nil { first = $0.id.rawValue } }
      try store.deleteNote(NoteID(try #require(first)), at: clock.now)
    }
    let export = ExactExport(store: site.store, engineVersion: "test")
    let manifest = try await export.write(
      to: site.folder.appending(path: "export").path, at: clock.now)
    #expect(manifest.scoring?.hasSameContributions == false)
  }

  @Test("of a release hold nothing younger than the delay, and give its run's statuses again")
  func release() async throws {
    let site = try EmptySite()
    let now: Int64 = 1_784_160_000_000 + 9 * Self.hour
    _ = try await DemoCommunity.build(store: site.store, now: now)
    let root = site.path("releases")
    let release = OpenDataRelease(
      store: site.store, root: root, engineVersion: "1.2.3", partBytes: 500_000)
    let record = try await release.publish(at: now)
    let folder = "\(root)/\(record.folder)"
    #expect(record.folder == "2026-07-16")
    #expect(now - record.cutOff >= 48 * Self.hour)

    // What is in it
    let snapshot = try SnapshotReader().read(folder: folder).snapshot
    #expect(snapshot.newestMillis <= record.cutOff)
    #expect(snapshot.history.createdAtMillis.allSatisfy { $0 <= record.cutOff })
    #expect(
      snapshot.history.currentStatusAt.allSatisfy { ($0.value ?? 0) <= record.cutOff })
    #expect(snapshot.notes.count > 100)
    let notes = Set(snapshot.notes.note)
    #expect(
      snapshot.history.note.contains { !notes.contains($0) }, "the deleted note's row stays")
    let posts = try TSVTable(path: "\(folder)/posts-00000.tsv")
    let known = Set(try posts.integers("tweetId").compactMap(\.self))
    #expect(known.isSuperset(of: snapshot.notes.postID))
    #expect(try posts.texts("url").allSatisfy { $0?.hasPrefix("https://forum.example/") == true })

    // What it says of itself
    let manifest = try ReleaseManifest(json: record.manifest)
    #expect(manifest.engineVersion == "1.2.3" && manifest.formatVersion == 1)
    #expect(manifest.scoring?.hasSameContributions == true)
    #expect(manifest.files.contains { $0.name == "ratings-00001.tsv" })
    for file in manifest.files {
      let bytes = try Data(contentsOf: URL(filePath: "\(folder)/\(file.name)"))
      #expect(file.bytes == bytes.count && file.bytes <= 500_000)
      #expect(SHA256.hash(data: bytes).map { String(format: "%02x", $0) }.joined() == file.sha256)
    }
    let ratings = manifest.files.filter { $0.name.hasPrefix("ratings-") }
    #expect(ratings.reduce(0) { $0 + $1.rows } == snapshot.ratings.count)

    // What it gives
    let verification = Verification(try Self.published(folder), try Self.recomputed(folder))
    #expect(verification.compared == snapshot.history.count)
    #expect(verification.differing == 0)
    await #expect(throws: ReleaseError.alreadyReleased(date: "2026-07-16")) {
      try await release.publish(at: now + 1)
    }
  }

  @Test("leave out automated writers that are tested, and posts that were taken away")
  func leftOut() async throws {
    let site = try await SimulatedSite(raters: 60, notes: 20, ratings: 200)
    try await site.store.write { store throws in
      let tested = ParticipantID(rawValue: String(repeating: "F", count: 64))
      try store.insert(
        Contributor(
          id: tested, alias: "Tested", joinedAt: 1, enrollment: Enrollment(state: .apiTestUser),
          isAutomated: true))
      var post = Post(id: PostID(5), url: "https://example.org/gone", addedAt: 1)
      post.removedAt = 2
      try store.insert(post)
      try store.insert(
        Note(
          id: NoteID(6), postID: PostID(5), author: tested, createdAt: 7,
          classification: .misleading, answers: .misleadingOther, summary: "test"))
      try store.put(StatusRecord(noteID: NoteID(6), author: tested, noteCreatedAt: 7))
    }
    let root = site.folder.appending(path: "releases").path
    let record = try await OpenDataRelease(
      store: site.store, root: root, delay: 0, engineVersion: "test"
    ).publish(at: site.newest)
    let snapshot = try SnapshotReader().read(folder: "\(root)/\(record.folder)").snapshot
    #expect(!snapshot.noteIDs.contains(6) && snapshot.noteIDs.count == 20)
    #expect(snapshot.participants.position(of: String(repeating: "F", count: 64)) == nil)
    #expect(snapshot.history.currentStatus.allSatisfy { $0 == nil })
    #expect(try ReleaseManifest(json: record.manifest).scoring == nil)
    let urls = try TSVTable(path: "\(root)/\(record.folder)/posts-00000.tsv").texts("url")
    #expect(!urls.contains("https://example.org/gone"))
  }

  @Test("are offered for seven releases, and a killed release leaves nothing")
  func keptReleases() async throws {
    let site = try EmptySite()
    let root = site.path("releases")
    // What a killed process left
    for name in [".writing-2026-07-16", "2026-07-01"] {
      try FileManager.default.createDirectory(
        atPath: "\(root)/\(name)", withIntermediateDirectories: true)
    }
    try Data("mine".utf8).write(to: URL(filePath: "\(root)/README"))
    let release = OpenDataRelease(store: site.store, root: root, engineVersion: "test")
    for number in 0..<9 as Range<Int64> {
      _ = try await release.publish(at: 1_784_160_000_000 + number * Self.day)
    }
    let expected = (18...24).map { "2026-07-\($0)" }
    let names = try FileManager.default.contentsOfDirectory(atPath: root).sorted()
    #expect(names == expected + ["README"])
    let records = try await site.store.read { try $0.releases(limit: 99) }
    #expect(records.map(\.folder) == expected.reversed())
  }

  @Test("are refused where the history of that time is gone")
  func historyGone() async throws {
    let site = try await SimulatedSite(raters: 60, notes: 20, ratings: 200)
    let clock = SettableClock(site.newest + 1)
    _ = try await ScoringLoop(store: site.store, clock: clock.clock).run(.full)
    try await site.store.write { try $0.deleteInputs(ofRunsExcept: []) }
    await #expect(throws: ReleaseError.historyNotKept(cutOff: clock.now)) {
      try await ExactExport(store: site.store, engineVersion: "test").write(
        to: site.folder.appending(path: "export").path, at: clock.now)
    }
  }

  @Test("need the inputs of one run a day, of what it learned from, and of the newest full run")
  func keptInputs() async throws {
    let site = try EmptySite()
    let kept = try await site.store.write { store throws in
      try store.insert(Contributor(id: ParticipantID(rawValue: "A"), alias: "A", joinedAt: 1))
      // Three runs a day: one full, two final ones that learned from it
      for day in 0..<8 as Range<Int64> {
        var learnedIn: Int64 = 0
        for part in 0..<3 as Range<Int64> {
          var run = ScoringRun(
            kind: part == 0 ? .full : .final, decidedAt: day * Self.day + part * Self.hour,
            startedAt: 0, outcome: .applied)
          run.id = try store.insert(run)
          if part == 0 { learnedIn = run.id }
          run.details = try RunInputs(seed: 0, learnedIn: learnedIn, contributions: "").json
          try store.update(run)
          try store.keepInputs(ofRun: run.id)
          try RunInputs.deleteOld(store, keptDays: 4)
        }
      }
      return try store.runsWithInputs().map(\.decidedAt)
    }
    let lastDays: [Int64] = [3, 4, 5, 6, 7]
    #expect(kept == lastDays.flatMap { [$0 * Self.day, $0 * Self.day + 2 * Self.hour] })
  }
}
