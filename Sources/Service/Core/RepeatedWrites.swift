import CommunityRules
import Storage
import Synchronization

/// Keys of writes that are under way, so that two with one key do not both happen.
final class KeysUnderWay: Sendable {
  private let keys = Mutex<Set<String>>([])

  func take(_ key: String) -> Bool { keys.withLock { $0.insert(key).inserted } }
  func release(_ key: String) { _ = keys.withLock { $0.remove(key) } }
}

extension Site {
  private static let answersLast: Int64 = 86_400_000

  /// The answer to an earlier write with the same key; nil: the write is to happen now, and
  /// `keepAnswer` or `releaseKey` must follow.
  ///
  /// - Throws: `SiteError.conflict` where the key stands for another write or one under way.
  public func keptAnswer(
    _ asker: Asker, key: String, requestHash: [UInt8]
  ) async throws -> KeptAnswer? {
    let account = try asker.requireAccount()
    let name = "\(account.id) \(key)"
    guard keysUnderWay.take(name) else {
      throw SiteError.conflict(reason: "A write with this Idempotency-Key is under way.")
    }
    do {
      let oldest = now - Self.answersLast
      let kept = try await store.read { store in
        try store.keptAnswer(key: key, account: account.id).flatMap {
          $0.createdAt > oldest ? $0 : nil
        }
      }
      guard let kept else { return nil }
      guard kept.requestHash == requestHash else {
        throw SiteError.conflict(reason: "This Idempotency-Key stands for another write.")
      }
      keysUnderWay.release(name)
      return kept
    } catch {
      keysUnderWay.release(name)
      throw error
    }
  }

  public func keepAnswer(
    _ asker: Asker, key: String, requestHash: [UInt8], status: Int, body: [UInt8]
  ) async throws {
    let account = try asker.requireAccount()
    defer { keysUnderWay.release("\(account.id) \(key)") }
    let now = self.now
    try await store.write { store in
      try store.deleteKeptAnswers(before: now - Self.answersLast)
      try store.keep(
        KeptAnswer(
          key: key, requestHash: requestHash, status: status, body: body, createdAt: now),
        account: account.id)
    }
  }

  /// A write failed: its key may be used again.
  public func releaseKey(_ asker: Asker, key: String) async {
    if let id = asker.account?.id { keysUnderWay.release("\(id) \(key)") }
  }

  /// A name for who asks, by which rates are limited: of the account, or a keyed hash of an address.
  public func clientName(_ address: String, _ asker: Asker) -> String {
    if let id = asker.account?.id { return "account \(id)" }
    // Who has one address of the newer kind has 2^64 of them.
    let network =
      address.contains(":")
      ? address.split(separator: ":", omittingEmptySubsequences: false).prefix(4).joined(
        separator: ":")
      : address
    return key.hash(Array(network.utf8), for: "client").map { String($0, radix: 16) }.joined()
  }
}
