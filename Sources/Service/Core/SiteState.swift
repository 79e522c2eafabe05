import CommunityRules
import Storage

extension Site {
  /// Whether nobody has ever used the store.
  public var isEmpty: Bool {
    get async throws {
      try await store.read { try $0.accountCount() == 0 && $0.contributorCount() == 0 }
    }
  }
}
