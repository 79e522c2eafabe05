import CommunityRules
import NoteModel
import Parallel
import Storage
import Synchronization

/// A community to try the site with: about 330 members of invented places who wrote some 200 notes on
/// harmless posts and rated them 12,000 times, scored by the real scoring loop.
///
/// ```swift
/// let accounts = try await DemoCommunity.build(store: store, now: clock.now())
/// ```
public enum DemoCommunity {
  /// Fills an empty store. The same seed and moment give the same community.
  ///
  /// - Parameters:
  ///   - now: milliseconds since the epoch; the newest contributions are a few minutes older.
  ///   - seed: which of the many communities.
  ///   - scoringSeed: the seed of the loop that goes on with the store.
  ///   - workers: threads for scoring.
  /// - Throws: `DemoError`, or what the store or scoring throws.
  public static func build(
    store: any Store, now: Int64, seed: UInt64 = 7, scoringSeed: UInt64 = 0,
    workers: Workers = .all
  ) async throws -> DemoAccounts {
    let isEmpty = try await store.read { store throws in
      try store.accountCount() == 0 && store.contributorCount() == 0
    }
    guard isEmpty else { throw DemoError.notEmpty }

    let cast = try DemoCast(newest: now - 3 * Millis.minute, seed: seed)
    let content = DemoContent(cast, now: now, seed: seed)
    try await store.write { try content.insert($0) }
    try await decide(store, now: now, seed: scoringSeed, workers: workers)
    return try await store.write { try DemoPeople(content, now: now).insert($0) }
  }

  /// Runs scoring as if it had run all along: in pairs, because a note is shown an hour after a run
  /// first finds it helpful, and for weeks, because notes are locked after two.
  private static func decide(
    _ store: any Store, now: Int64, seed: UInt64, workers: Workers
  ) async throws {
    let clock = DemoClock()
    let loop = ScoringLoop(
      store: store, clock: SiteClock { clock.millis.withLock { $0 } }, seed: seed,
      workers: workers)
    // 49 hours: a public release needs a run that is two days old.
    for hours in [16 * 24, 8 * 24, 49, 14] as [Int64] {
      let second = now - hours * Millis.hour
      for (at, kind) in [(second - 70 * Millis.minute, ScoringRun.Kind.full), (second, .final)] {
        clock.millis.withLock { $0 = at }
        _ = try await loop.run(kind)
      }
    }
    // Alone: what became helpful since the last pair still waits, for the site's next run to show.
    clock.millis.withLock { $0 = now }
    _ = try await loop.run(.full)
  }
}

/// A clock that stands where it was set.
final class DemoClock: Sendable {
  let millis = Mutex<Int64>(0)
}

extension DemoContent {
  /// Writes everything that was there before anything was scored.
  fileprivate func insert(_ store: any StoreTransaction) throws {
    for contributor in contributors { try store.insert(contributor) }
    for post in posts + unansweredPosts { try store.insert(post) }
    for note in notes {
      try store.insert(note)
      try store.put(
        StatusRecord(noteID: note.id, author: note.author, noteCreatedAt: note.createdAt))
    }
    for rating in ratings { try store.put(rating) }
  }
}
