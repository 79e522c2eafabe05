import CommunityRules
import OAuth
import Storage
import Synchronization

/// Counts what writers call. Kept in memory: a restart forgives.
final class WriterCallCounter: Sendable {
  private let usage = Mutex<[AccountID: WriterCallLimits.Usage]>([:])

  /// More writers than this, and those that were silent for a day are forgotten.
  private static let most = 10_000

  func count(
    _ endpoint: WriterEndpoint, by account: AccountID, _ limits: WriterCallLimits, at now: Int64
  ) -> WriterCallLimits.Answer {
    usage.withLock { usage in
      if usage.count > Self.most {
        usage = usage.filter { entry in
          ([entry.value.managing] + entry.value.windows.values.map(Optional.some))
            .contains { $0.map { now - $0.startedAt < 86_400_000 } ?? false }
        }
      }
      return limits.count(endpoint, in: &usage[account, default: .init()], at: now)
    }
  }
}

extension Site {
  /// Counts a call of a writer, whatever comes of it.
  public func countCall(
    _ caller: ProgramCaller, _ endpoint: WriterEndpoint
  ) -> WriterCallLimits.Answer {
    writerCalls.count(endpoint, by: caller.account.id, configuration.writerCalls, at: now)
  }

  /// Whether what a program proved lets it make a call at all.
  ///
  /// - Throws: `WriterRefusal`.
  public func checkProof(_ caller: ProgramCaller, for endpoint: WriterEndpoint) throws {
    switch caller.proof {
    case .token(let scopes, let mayWrite):
      guard scopes.scopes.contains(where: { $0.name == endpoint.scope.rawValue }) else {
        throw WriterRefusal.lacksScope(endpoint.scope.rawValue)
      }
      if endpoint.scope == .write, !mayWrite { throw WriterRefusal.readOnlyApp }
    case .signature(let mayWrite):
      if endpoint.scope == .write, !mayWrite { throw WriterRefusal.readOnlyApp }
    }
  }
}
