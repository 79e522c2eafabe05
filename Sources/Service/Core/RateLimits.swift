import Synchronization

/// How often somebody may try something: a bucket that fills evenly with time, one a key.
///
/// Kept in memory: a restart forgives. Keys are hashes of who asks, never an address in the clear.
final class RateLimits: Sendable {
  /// What is limited, and how.
  struct Rule: Hashable, Sendable {
    let name: String
    /// Tries at once.
    let burst: Double
    /// Milliseconds until one more is allowed.
    let refill: Double

    static let signIn = Rule(name: "sign-in", burst: 20, refill: 15_000)
    static let signUp = Rule(name: "sign-up", burst: 10, refill: 360_000)
    static let mail = Rule(name: "mail", burst: 3, refill: 600_000)
    static let report = Rule(name: "report", burst: 10, refill: 60_000)
    static let tokens = Rule(name: "tokens", burst: 60, refill: 2_000)
    static let addPost = Rule(name: "add post", burst: 100, refill: 5_000)

    // Adapters of moderated communities (moderation-api 4.8).
    static func adapterKey(perMinute: Int) -> Rule {
      Rule(
        name: "adapter key", burst: max(200, Double(perMinute) / 6),
        refill: 60_000 / Double(perMinute))
    }
    static let actingUser = Rule(name: "acting user", burst: 120, refill: 500)
    static let actingVotes = Rule(name: "acting user's votes", burst: 30, refill: 2_000)
    static let unknownAdapter = Rule(name: "unknown adapter", burst: 60, refill: 1_000)
    static let webhookRegistration = Rule(name: "webhooks", burst: 20, refill: 180_000)
  }

  private struct Bucket {
    var level: Double
    var at: Int64
  }

  private struct Key: Hashable {
    var rule: String
    var who: String
  }

  /// More keys than this, and those that are full again are forgotten.
  private static let mostKeys = 50_000

  private let buckets = Mutex<[Key: Bucket]>([:])

  /// Takes one try.
  ///
  /// - Throws: `SiteError.limited` where none is left.
  func take(_ rule: Rule, by who: String, at now: Int64) throws {
    let retryAt: Int64? = buckets.withLock { buckets in
      if buckets.count > Self.mostKeys {
        buckets = buckets.filter { now - $0.value.at < 3_600_000 }
      }
      let key = Key(rule: rule.name, who: who)
      var bucket = buckets[key] ?? Bucket(level: rule.burst, at: now)
      let gained = Double(max(0, now - bucket.at)) / rule.refill
      bucket.level = min(rule.burst, bucket.level + gained)
      bucket.at = now
      defer { buckets[key] = bucket }
      guard bucket.level >= 1 else { return now + Int64((1 - bucket.level) * rule.refill) }
      bucket.level -= 1
      return nil
    }
    if let retryAt {
      throw SiteError.limited(reason: "Too many tries. Wait a moment.", retryAt: retryAt)
    }
  }

  /// Gives a try back that turned out to be none of those that are limited.
  func giveBack(_ rule: Rule, to who: String) {
    buckets.withLock { buckets in
      let key = Key(rule: rule.name, who: who)
      guard var bucket = buckets[key] else { return }
      bucket.level = min(rule.burst, bucket.level + 1)
      buckets[key] = bucket
    }
  }
}
