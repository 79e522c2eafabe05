import Foundation
import Synchronization

/// How much each host is asked to take: 4 events at once, 40 in ten seconds (moderation-api 10.5).
final class HostBudget: Sendable {
  private struct Use {
    var underWay = 0
    var starts: [Int64] = []
  }

  private let uses = Mutex<[String: Use]>([:])
  static let most = 40
  /// Milliseconds.
  static let window: Int64 = 10_000

  /// Forums on one machine are told apart by their ports.
  static func name(of url: String) -> String {
    guard let found = URL(string: url), let host = found.host() else { return url }
    return found.port.map { "\(host):\($0)" } ?? host
  }

  /// Events that a host may still get in this window.
  func remaining(_ host: String, at now: Int64) -> Int {
    uses.withLock { uses in
      Self.most - (uses[host]?.starts.count { now - $0 < Self.window } ?? 0)
    }
  }

  func take(_ host: String, at now: Int64) -> Bool {
    uses.withLock { uses in
      if uses.count > 10_000 { uses = uses.filter { $0.value.underWay > 0 } }
      var use = uses[host] ?? Use()
      use.starts.removeAll { now - $0 >= Self.window }
      guard use.underWay < 4, use.starts.count < Self.most else { return false }
      use.underWay += 1
      use.starts.append(now)
      uses[host] = use
      return true
    }
  }

  func release(_ host: String) {
    uses.withLock { $0[host]?.underWay -= 1 }
  }
}
