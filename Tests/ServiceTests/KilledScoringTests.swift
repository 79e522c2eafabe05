import Outbound
import Scoring
import Storage
import Testing

@testable import Service

@Suite("Scoring that was killed")
struct KilledScoringTests {
  /// A site whose last runs ended so; the oldest first.
  private func site(
    _ outcomes: [ScoringRun.Outcome]
  ) async throws -> (simulated: SimulatedSite, site: Site) {
    let simulated = try await SimulatedSite(raters: 300, notes: 150, ratings: 7_000)
    let clock = SettableClock(simulated.newest + 3_600_000)
    try await simulated.store.write { store in
      for (place, outcome) in outcomes.enumerated() {
        let at = simulated.newest + Int64(place)
        _ = try store.insert(
          ScoringRun(kind: .full, decidedAt: at, startedAt: at, outcome: outcome))
      }
    }
    return (
      simulated,
      Site(
        configuration: SiteConfiguration(name: "Test Notes", baseURL: "http://notes.test"),
        store: simulated.store, clock: clock.clock, key: ServerKey(), mail: DiscardedMail())
    )
  }

  @Test("is a failure, and does not keep the next run from being applied")
  func nextRun() async throws {
    let (simulated, site) = try await site([.applied, .running])
    await Caretaker(site: site).round()
    let outcomes = try await simulated.store.read { try $0.scoringRuns(limit: 9).map(\.outcome) }
    #expect(outcomes == [.applied, .failed, .applied])
  }

  @Test("three times in a row opens an incident, also while a run is under way")
  func incident() async throws {
    let (simulated, site) = try await site([.applied, .failed, .running, .failed])
    try await site.noteFailedRuns()
    #expect(try await simulated.store.read { try $0.incidents(limit: 9) }.isEmpty)

    try await site.scoring.failKilledRuns()
    _ = try await simulated.store.write { store in
      try store.insert(ScoringRun(kind: .full, decidedAt: 9, startedAt: 9))
    }
    try await site.noteFailedRuns()
    try await site.noteFailedRuns()
    #expect(try await simulated.store.read { try $0.incidents(limit: 9) }.count == 1)
  }
}
