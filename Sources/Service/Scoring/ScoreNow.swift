import CommunityRules
import Storage

extension Site {
  /// Scores now, for an operator who does not want to wait.
  ///
  /// - Returns: how many public statuses changed.
  public func scoreNow(_ asker: Asker, _ kind: ScoringRun.Kind) async throws -> Int {
    try asker.require(.takeMeasures)
    guard let changes = try await scoring.run(kind) else {
      throw SiteError.conflict(reason: "A scoring run is under way. Wait for it to end.")
    }
    let now = self.now
    try await store.write { store in
      try store.record(
        "scored on demand", by: asker.account?.id, subject: kind.rawValue,
        details: "\(changes.count) statuses changed", at: now)
    }
    return changes.count
  }
}
