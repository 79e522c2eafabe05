import CommunityRules
import Storage

extension Site {
  private static let drawName = "lastDraw"

  /// Draws from every waiting list once a day, where the operator limits places (ACT-31, ACT-32).
  func drawIfDue() async throws {
    let now = self.now
    try await store.write { store in
      guard let places = try store.communitySettings().placesPerDraw else { return }
      let last = try store.kept(Self.drawName).flatMap {
        Int64(String(decoding: $0, as: UTF8.self))
      }
      guard last.map({ now - $0 >= 86_400_000 }) ?? true else { return }
      try store.keep(Array(String(now).utf8), as: Self.drawName)
      for pool in try store.waitingCounts() where pool.count > 0 {
        try Self.draw(pool.pool, places: places, by: nil, in: store, at: now)
      }
    }
  }

  /// Draws, admits, tells, and writes down the seed.
  ///
  /// - Returns: how many were admitted.
  @discardableResult
  static func draw(
    _ pool: String, places: Int, by actor: AccountID?, in store: any StoreTransaction, at now: Int64
  ) throws -> Int {
    let seed = UInt64.random(in: 0...UInt64(Int64.max))
    let waiting = try store.waitingApplications(pool: pool)
    let drawn = Set(
      AdmissionDraw(seed: seed).admitted(
        from: waiting.map { String($0.account.rawValue) }, places: places))
    let accounts = waiting.map(\.account).filter { drawn.contains(String($0.rawValue)) }
    try store.admit(accounts, at: now)
    for account in accounts {
      try store.insert(
        Notice(
          account: account, kind: NoticeKind.admitted.rawValue, subject: "admission",
          payload: "{}", createdAt: now))
    }
    try store.record(
      "admitted", by: actor, subject: "pool \(pool)",
      details: "\(accounts.count) of \(waiting.count), seed \(seed)", at: now)
    return accounts.count
  }
}
