import CommunityRules
import NoteModel
import Parallel
import Scoring
import Snapshot
import Storage
import Testing

@testable import Service

@Suite("The scoring loop")
struct ScoringLoopTests {
  private static let hour: Int64 = 3_600_000

  @Test("decides what the engine decides from the same contributions")
  func sameAsEngine() async throws {
    // Given
    let site = try await SimulatedSite(raters: 300, notes: 150, ratings: 7_000)
    let clock = SettableClock(site.newest + 1)
    let before = try await site.store.read { try Snapshot($0) }
    let expected = try score(before, ScoringOptions(now: clock.now))

    // When
    let changes = try await ScoringLoop(store: site.store, clock: clock.clock).run(.full)

    // Then
    let records = try await site.store.read { store throws in
      var records: [StatusRecord] = []
      try store.forEachStatus { records.append($0) }
      return records
    }
    #expect(records.map(\.noteID.rawValue) == before.noteIDs)
    #expect(records.map(\.publicStatus) == expected.verdicts.map(\.status))
    #expect(records.map(\.decidedBy) == expected.verdicts.map { $0.decidedBy?.name })
    let changed = try #require(changes)
    #expect(changed.count == records.count { $0.publicStatus != .needsMoreRatings })
    #expect(try await site.store.read { try $0.raterFactors() }.count > 100)
  }

  @Test("shows helpful notes an hour after it first found them so, and tells of the change once")
  func secondRun() async throws {
    let site = try await SimulatedSite(raters: 300, notes: 150, ratings: 7_000)
    let clock = SettableClock(site.newest + 1)
    let loop = ScoringLoop(store: site.store, clock: clock.clock)
    let first = try #require(try await loop.run(.full))
    #expect(!first.contains { $0.after == .helpful }, "held back at first")
    #expect(try await !site.store.read { try $0.waitingNotes(limit: 999) }.isEmpty)

    clock.now += Self.hour + 1
    let second = try #require(try await loop.run(.final))
    #expect(second.contains { $0.after == .helpful })
    let shown = try await site.store.read { try $0.postsByHelpfulNote(before: nil, limit: 999) }
    #expect(shown.count == second.count { $0.after == .helpful })

    clock.now += 1
    #expect(try await loop.run(.final)?.isEmpty == true)
    let outcomes = try await site.store.read { try $0.scoringRuns(limit: 9).map(\.outcome) }
    #expect(outcomes == [.applied, .applied, .applied])
  }

  @Test("gives people their impacts and lets good raters write")
  func contributors() async throws {
    let site = try await SimulatedSite(raters: 300, notes: 150, ratings: 7_000)
    let clock = SettableClock(site.newest + 1)
    let loop = ScoringLoop(store: site.store, clock: clock.clock)
    _ = try await loop.run(.full)
    clock.now += Self.hour + 1
    _ = try await loop.run(.final)
    let people = try await site.store.read { try $0.allContributors() }
    let writers = people.filter { $0.enrollment.state == .earnedIn }
    #expect(!writers.isEmpty)
    // An impact may fall again later; nobody who has it waits for it.
    #expect(writers.contains { $0.impact.ratingImpact >= 5 })
    #expect(
      people.allSatisfy { $0.impact.ratingImpact < 5 || $0.enrollment.state != .newUser })
    #expect(people.contains { $0.impact.writingImpact > 0 })
    let days = try await site.store.read { store throws in
      try store.impactHistory(try #require(writers.first).id, sinceDay: 0)
    }
    #expect(days.last?.rating == writers.first?.impact.ratingImpact)
  }

  @Test("writes only what changed, and nobody's removal is undone by a run that did not know of it")
  func removedMeanwhile() async throws {
    // Given what a run would change, and somebody removed after it looked
    let site = try await SimulatedSite(raters: 300, notes: 150, ratings: 7_000)
    let now = site.newest + 1
    let snapshot = try site.store.readHere { try Snapshot($0) }
    let scored = try score(snapshot, ScoringOptions(now: now))
    let run = try await site.store.write {
      try $0.insert(ScoringRun(kind: .full, decidedAt: now, startedAt: now))
    }
    let application = RunApplication(run: run, snapshot: snapshot, scored: scored)
    let difference = try site.store.readHere(application.difference)
    let writer = try #require(
      difference.contributors.first {
        $0.after.enrollment != $0.before.enrollment && $0.after.impact != $0.before.impact
      })
    try await site.store.write { store throws in
      var removed = writer.before
      removed.enrollment.state = .removed
      try store.update(removed)
    }

    // When
    _ = try await site.store.write { try difference.apply($0) }

    // Then
    let kept = try await site.store.read { try $0.contributor(writer.before.id) }
    #expect(kept?.enrollment.state == .removed)
    #expect(kept?.impact == writer.after.impact)
    let again = try site.store.readHere(application.difference)
    #expect(again.statuses.isEmpty)
    #expect(again.changes.isEmpty && again.impacts.isEmpty)
    #expect(again.positions.isEmpty && again.lostPositions.isEmpty)
    #expect(again.contributors.isEmpty)
  }

  @Test("leaves everything as it was when a run cannot be applied, and says so")
  func failure() async throws {
    // Given a store that refuses to take places of raters, which are written late
    let site = try await SimulatedSite(raters: 120, notes: 60, ratings: 1_200)
    let refusing = RefusingStore(inner: site.store)
    let clock = SettableClock(site.newest + 1)

    // When
    await #expect(throws: RefusingStore.Refusal.self) {
      try await ScoringLoop(store: refusing, clock: clock.clock).run(.full)
    }

    // Then
    let untouched = try await site.store.read { store throws in
      var untouched = true
      try store.forEachStatus { if $0.status != nil { untouched = false } }
      return untouched
    }
    #expect(untouched)
    let run = try await site.store.read { try $0.scoringRuns(limit: 1)[0] }
    #expect(run.outcome == .failed && run.details.contains("Refusal"))
    #expect(try await ScoringLoop(store: site.store, clock: clock.clock).run(.full) != nil)
  }

  @Test("runs from nobody and the first note on", arguments: [0, 1, 8])
  func firstDays(notes: Int) async throws {
    let site = try await SimulatedSite(raters: 60, notes: max(1, notes), ratings: 8 * max(1, notes))
    let clock = SettableClock(site.newest + 1)
    if notes == 0 { clock.now = 1 }
    let changes = try await ScoringLoop(store: site.store, clock: clock.clock).run(.full)
    #expect(changes == [])
  }

  @Test("leaves out what came after it began")
  func cutOff() async throws {
    let site = try await SimulatedSite(raters: 120, notes: 60, ratings: 1_200)
    let snapshot = try await site.store.read { try Snapshot($0) }
    let middle = snapshot.ratings.createdAtMillis.sorted()[500]
    let early = try await site.store.read { try Snapshot($0, until: middle) }
    #expect(early.ratings.count < snapshot.ratings.count)
    #expect(early.ratings.createdAtMillis.allSatisfy { $0 <= middle })
    #expect(early.noteIDs.count < snapshot.noteIDs.count)
  }
}

/// A store that runs a write and then fails it where the write replaced the places of raters: the
/// last thing that a run writes.
private struct RefusingStore: Store {
  struct Refusal: Error {}
  let inner: SQLiteStore

  func read<Result: Sendable>(
    _ body: @escaping @Sendable (any StoreTransaction) throws -> Result
  ) async throws -> Result {
    try await inner.read(body)
  }

  func readHere<Result>(
    _ body: (any StoreTransaction) throws -> Result
  ) throws -> Result {
    try inner.readHere(body)
  }

  func write<Result: Sendable>(
    _ body: @escaping @Sendable (any StoreTransaction) throws -> Result
  ) async throws -> Result {
    try await inner.write { store throws in
      let before = try store.raterFactors().count
      let result = try body(store)
      if try store.raterFactors().count != before { throw Refusal() }
      return result
    }
  }

  func backUp(to path: String) async throws { try await inner.backUp(to: path) }
  func findings() async throws -> [String] { try await inner.findings() }
}
