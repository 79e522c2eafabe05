import Moderation
import Synchronization

/// The rules of communities as they were read last. A version of them never changes, so that its number
/// tells whether they are still the ones; only what was committed is remembered.
final class PolicyCache: Sendable {
  private struct Known {
    var version: Int
    var levels: [String?: PolicyLevel]
  }

  private let known = Mutex<[String: Known]>([:])
  /// More communities than a site has; then it begins anew.
  private static let most = 10_000

  func levels(of community: String, version: Int) -> [String?: PolicyLevel]? {
    known.withLock { known in
      known[community].flatMap { $0.version == version ? $0.levels : nil }
    }
  }

  func remember(_ levels: [String?: PolicyLevel], of community: String, version: Int) {
    known.withLock { known in
      if known.count >= Self.most { known.removeAll() }
      known[community] = Known(version: version, levels: levels)
    }
  }
}
