import ContentClassification
import Moderation
import Synchronization

/// What moderation remembers between calls and can do without: a restart forgets it.
final class ModerationMemory: Sendable {
  /// Keys whose slow hash was checked, by a keyed fast one.
  private let verified = Mutex<[[UInt8]: String]>([:])
  private let classifiers = Mutex<[String: Prepared]>([:])
  private let histories = Mutex<[String: KnownHistory]>([:])
  private let lastRun = Mutex<Int64?>(nil)
  private let passes = Mutex<Set<String>>([])
  let hosts = HostBudget()

  /// More keys than any site has.
  private static let mostKeys = 10_000

  /// A community's embedded classifier, and how far in the log of decisions it has learned.
  struct Prepared: Sendable {
    var listVersion: Int64
    var matcher: ListMatcher
    var learner: CommunityLearner
    var last: (at: Int64, id: String)?
    var classifier: EmbeddedClassifier
  }

  /// The votes on a community's decided reviews, up to one of them.
  struct KnownHistory: Sendable {
    var history = VotingHistory()
    var last: (at: Int64, id: String)?
  }

  func verifiedKey(_ fingerprint: [UInt8]) -> String? { verified.withLock { $0[fingerprint] } }

  func remember(_ fingerprint: [UInt8], key: String) {
    verified.withLock { keys in
      if keys.count >= Self.mostKeys { keys.removeAll() }
      keys[fingerprint] = key
    }
  }

  func prepared(for community: String) -> Prepared? { classifiers.withLock { $0[community] } }

  func remember(_ prepared: Prepared, for community: String) {
    classifiers.withLock { $0[community] = prepared }
  }

  func history(of community: String) -> KnownHistory {
    histories.withLock { $0[community] ?? KnownHistory() }
  }

  func remember(_ history: KnownHistory, of community: String) {
    histories.withLock { $0[community] = history }
  }

  /// Begins a pass of the consensus over a community; false: one is under way.
  func beginPass(over community: String) -> Bool {
    passes.withLock { $0.insert(community).inserted }
  }

  func endPass(over community: String) { passes.withLock { _ = $0.remove(community) } }

  /// Whether a scoring run ended since the last look; the first look says no.
  func isNewRun(_ run: Int64?) -> Bool {
    lastRun.withLock { last in
      defer { last = run }
      return last != nil && last != run
    }
  }
}
