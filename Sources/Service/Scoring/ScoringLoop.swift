import CMalloc
import CommunityRules
import NoteModel
import Parallel
import Scoring
import Snapshot
import Storage

/// Decides statuses again and again: prescoring rarely, final scoring often, one run at a time.
///
/// A run reads one consistent snapshot, computes away from the threads that answer requests, and
/// writes everything it decided in one transaction; killed at any point it leaves the statuses of
/// the run before. What it overwrites is kept for some days (`RunInputs`), so that anybody can repeat
/// it.
public actor ScoringLoop {
  private let store: any Store
  private let clock: SiteClock
  private let seed: UInt64
  private let workers: Workers
  private let keptDays: Int64
  private var isRunning = false
  /// What the last full run learned, and its number; final runs use it.
  private var learned: (state: ScoringState, run: Int64)?

  /// - Parameters:
  ///   - workers: threads that a run may take from those that answer requests.
  ///   - keptDays: for how many days the inputs of runs are kept; two more than the delay of public
  ///     releases.
  public init(
    store: any Store, clock: SiteClock = .system, seed: UInt64 = 0,
    workers: Workers = Workers(threads: 1), keptDays: Int64 = 4
  ) {
    self.keptDays = keptDays
    self.store = store
    self.clock = clock
    self.seed = seed
    self.workers = workers
  }

  /// Runs once, now.
  ///
  /// - Returns: the public statuses that changed; nil where a run is under way already.
  public func run(_ kind: ScoringRun.Kind) async throws -> [StatusChange]? {
    guard !isRunning else { return nil }
    isRunning = true
    defer {
      isRunning = false
      // What a run freed lies scattered: without this the next one, on another thread, adds to it.
      malloc_trim(0)
    }

    let startedAt = clock.now()
    var run = ScoringRun(kind: kind, decidedAt: startedAt, startedAt: startedAt)
    run.id = try await store.write { [run] store throws in
      try Self.failKilledRuns(store)
      let id = try store.insert(run)
      try store.keepInputs(ofRun: id)
      return id
    }
    do {
      let earlier = kind == .final ? learned : nil
      let decision = try await decide(run: run.id, at: startedAt, learned: earlier?.state)
      run.notes = decision.notes
      run.ratings = decision.ratings
      run.endedAt = clock.now()
      run.outcome = .applied
      run.details = try RunInputs(
        seed: seed, learnedIn: earlier?.run ?? run.id, contributions: decision.contributions
      ).json
      let changes = try await store.write { [run] store in
        let changes = try decision.difference.apply(store)
        try store.update(run)
        return changes
      }
      learned = (decision.state, earlier?.run ?? run.id)
      try await store.write { [keptDays] in try RunInputs.deleteOld($0, keptDays: keptDays) }
      return changes
    } catch {
      run.endedAt = clock.now()
      run.outcome = .failed
      run.details = String(describing: error)
      try await store.write { [run] in try $0.update(run) }
      throw error
    }
  }

  /// Ends the runs that a killed program left: where none is under way here, none is anywhere.
  public func failKilledRuns() async throws {
    guard !isRunning else { return }
    isRunning = true
    defer { isRunning = false }
    try await store.write { try Self.failKilledRuns($0) }
  }

  private static func failKilledRuns(_ store: any StoreTransaction) throws {
    try store.failRunningRuns(details: "The program ended during the run.")
  }

  /// What a run came to, without the tables that it took.
  private struct Decision: Sendable {
    var difference: RunDifference
    var state: ScoringState
    var notes: Int
    var ratings: Int
    var contributions: String
  }

  /// Reads, scores and compares, all on one thread that gives way to those that answer requests.
  ///
  /// - Parameter learned: what to score with; nil: learned anew.
  private func decide(
    run: Int64, at now: Int64, learned: ScoringState?
  ) async throws -> Decision {
    let options = ScoringOptions(now: now, seed: seed, workers: workers)
    return try await onYieldingThread { [store] in
      let snapshot = try store.readHere { try Snapshot($0, until: now, inputsOf: run) }
      let state = try learned ?? prescore(snapshot, options)
      let scored = try scoreFinal(snapshot, state, options)
      let application = RunApplication(run: run, snapshot: snapshot, scored: scored)
      return Decision(
        difference: try store.readHere(application.difference), state: state,
        notes: snapshot.notes.count, ratings: snapshot.ratings.count,
        contributions: snapshot.contributionDigest)
    }
  }
}
