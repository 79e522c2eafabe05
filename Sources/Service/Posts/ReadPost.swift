import CommunityRules
import Storage

extension Site {
  public func post(_ asker: Asker, _ id: PostID) async throws -> PostView {
    let now = self.now
    let view = try await store.read { store in
      guard let post = try store.post(id), post.removedAt == nil else { throw Self.noPost }
      return try NoteReading(store, for: asker, at: now).view(of: post)
    }
    views.count(view.notes.filter(\.isShown).compactMap { NoteID($0.id) })
    return view
  }

  /// The post with an address, if it is known here.
  public func postID(url: String) async throws -> PostID? {
    let address = try Self.address(url)
    return try await store.read { store in
      try store.post(url: address.text).flatMap { $0.removedAt == nil ? $0.id : nil }
    }
  }

  /// The asker's own posts with notes (what an author sees before asking for additional review).
  public func myPosts(_ asker: Asker) async throws -> [PostView] {
    let account = try asker.requireAccount()
    guard let authorKey = account.authorKey else { return [] }
    let now = self.now
    return try await store.read { store in
      let posts = try store.posts(byAuthor: authorKey, before: nil, limit: 100)
      return try NoteReading(store, for: asker, at: now)
        .views(of: posts.filter { $0.removedAt == nil })
        .filter { !$0.notes.isEmpty }
    }
  }
}
