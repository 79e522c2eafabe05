import CommunityRules
import NoteModel
import Storage

extension Site {
  /// A contributor as operators look them up: by alias, never by account.
  public struct MemberView: Hashable, Sendable {
    public var profile: ProfileView
    public var isRemoved: Bool
  }

  /// Up to fifty contributors whose alias has the words; none for no words.
  public func members(_ asker: Asker, matching words: String) async throws -> [MemberView] {
    try asker.require(.takeMeasures)
    let words = words.lowercased()
    guard !words.isEmpty else { return [] }
    return try await store.read { store in
      try store.allContributors().filter { $0.alias.lowercased().contains(words) }
        .prefix(50)
        .map {
          MemberView(
            profile: ProfileView($0, history: []), isRemoved: $0.enrollment.state == .removed)
        }
    }
  }
}
