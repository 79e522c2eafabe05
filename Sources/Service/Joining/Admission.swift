import CommunityRules
import Storage

extension Site {
  /// Waiting lists, by pool.
  public struct WaitingPool: Hashable, Codable, Sendable {
    public var pool: String
    public var count: Int
  }

  public func waitingPools(_ asker: Asker) async throws -> [WaitingPool] {
    try asker.require(.takeMeasures)
    return try await store.read { store in
      try store.waitingCounts().map { WaitingPool(pool: $0.pool, count: $0.count) }
    }
  }

  /// Draws members from a waiting list at random; the seed and the number drawn are in the audit log,
  /// so that the draw can be repeated (ACT-32, ACT-34).
  @discardableResult
  public func admit(_ asker: Asker, pool: String, places: Int) async throws -> Int {
    try asker.require(.takeMeasures)
    guard (1...100_000).contains(places) else {
      throw SiteError.invalid("places", "Enter how many to admit: 1 to 100,000.")
    }
    let now = self.now
    return try await store.write { store in
      try Self.draw(pool, places: places, by: asker.account?.id, in: store, at: now)
    }
  }
}
