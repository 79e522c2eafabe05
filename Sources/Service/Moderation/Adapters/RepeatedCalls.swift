import CommunityRules
import Storage

/// Calls of adapters that are repeated under a key of theirs happen once (moderation-api 4.9).
extension Site {
  private static let callsLast: Int64 = 86_400_000

  /// The answer to an earlier call with the same key; nil: the call is to happen now, and
  /// `keepAnswer` or `releaseKey` must follow.
  ///
  /// - Throws: `SiteError.conflict` where the key stands for another call or one under way.
  public func keptAnswer(
    _ caller: AdapterCaller, key: String, requestHash: [UInt8]
  ) async throws -> KeptAnswer? {
    guard keysUnderWay.take(caller.name(of: key)) else {
      throw SiteError.conflict(reason: "A call with this Idempotency-Key is under way.")
    }
    do {
      let oldest = now - Self.callsLast
      let kept = try await store.read { store in
        try store.keptAnswer(key: key, adapter: caller.adapter.id).flatMap {
          $0.createdAt > oldest ? $0 : nil
        }
      }
      guard let kept else { return nil }
      guard kept.requestHash == requestHash else {
        throw SiteError.conflict(reason: "This Idempotency-Key stands for another call.")
      }
      releaseKey(caller, key: key)
      return kept
    } catch {
      releaseKey(caller, key: key)
      throw error
    }
  }

  public func keepAnswer(
    _ caller: AdapterCaller, key: String, requestHash: [UInt8], status: Int, body: [UInt8]
  ) async throws {
    defer { releaseKey(caller, key: key) }
    let now = self.now
    try await store.write { store in
      try store.deleteKeptAdapterAnswers(before: now - Self.callsLast)
      try store.keep(
        KeptAnswer(
          key: key, requestHash: requestHash, status: status, body: body, createdAt: now),
        adapter: caller.adapter.id)
    }
  }

  /// A call failed: its key may be used again.
  public func releaseKey(_ caller: AdapterCaller, key: String) {
    keysUnderWay.release(caller.name(of: key))
  }
}

extension AdapterCaller {
  fileprivate func name(of key: String) -> String { "adapter \(adapter.id) \(key)" }
}
