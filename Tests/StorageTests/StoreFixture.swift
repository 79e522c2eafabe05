import CommunityRules
import Foundation
import NoteModel
import Testing

@testable import Storage

/// A store in a file of its own that goes away with the value.
final class StoreFixture: Sendable {
  let folder: URL
  let store: SQLiteStore
  var path: String { folder.appending(path: "community.sqlite").path }

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "store-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    store = try SQLiteStore(path: folder.appending(path: "community.sqlite").path)
  }

  /// The store closes when nobody has it any more: the last to let go may be its own queue, which would
  /// wait for itself.
  deinit { try? FileManager.default.removeItem(at: folder) }

  static let start: Int64 = 1_800_000_000_000

  /// Adds an account, by a name that is unique in the test.
  @discardableResult func account(_ name: String) async throws -> AccountID {
    try await store.write { store throws in
      try store.insert(
        Account(id: AccountID(0), email: "\(name)@example.org", name: name, createdAt: Self.start))
    }
  }

  /// Adds a contributor whose alias is the name.
  @discardableResult func contributor(_ name: String) async throws -> ParticipantID {
    let id = ParticipantID(rawValue: "PARTICIPANT-\(name)")
    try await store.write { store throws in
      try store.insert(Contributor(id: id, alias: name, joinedAt: Self.start))
    }
    return id
  }

  func post(_ id: Int64, author: String? = nil, title: String? = nil) async throws {
    try await store.write { store throws in
      try store.insert(
        Post(
          id: PostID(id), url: "https://example.org/\(id)", authorKey: author,
          card: Post.Card(title: title), addedAt: Self.start))
    }
  }

  func note(
    _ id: Int64, on post: Int64, by author: ParticipantID, text: String = "Words.", after: Int64 = 0
  ) async throws {
    try await store.write { store throws in
      try store.insert(
        Note(
          id: NoteID(id), postID: PostID(post), author: author, createdAt: Self.start + after,
          classification: .misleading, answers: [.misleadingSatire, .trustworthySources],
          summary: text))
    }
  }
}
