import CommunityRules
import Storage

extension Site {
  /// Whether nobody has ever used the store.
  public var isEmpty: Bool {
    get async throws {
      try await store.read { try $0.accountCount() == 0 && $0.contributorCount() == 0 }
    }
  }

  /// Whether the store holds a simulated community.
  public var isDemo: Bool {
    get async throws { try await store.read { try $0.kept("demo") != nil } }
  }
}
