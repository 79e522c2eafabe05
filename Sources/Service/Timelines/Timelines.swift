import CommunityRules
import NoteModel
import Storage

/// One page of a list, and where the next begins.
public struct PageOf<Item: Sendable>: Sendable {
  public var items: [Item]
  /// To be passed on as it is; nil: this was the last page.
  public var next: String?

  public init(items: [Item], next: String?) {
    self.items = items
    self.next = next
  }
}

extension Site {
  public static let pageSize = 20

  static let wrongCursor = SiteError.invalid(
    "cursor", "Pass the cursor on as an earlier page gave it.")

  /// Posts by their newest note (TIM-2).
  public func newTimeline(
    _ asker: Asker, cursor: String? = nil, limit: Int = pageSize
  ) async throws -> PageOf<PostView> {
    let before = try cursor.map { try Self.parsed(NoteID($0)) }
    let now = self.now
    return try await store.read { store in
      let rows = try store.postsByNewestNote(before: before, limit: limit + 1)
      return PageOf(
        items: try Self.posts(rows.prefix(limit).map(\.post), store, asker, now),
        next: rows.count > limit ? rows[limit - 1].note.description : nil)
    }
  }

  /// Posts with a helpful note, by when it became helpful (TIM-3).
  public func helpfulTimeline(
    _ asker: Asker, cursor: String? = nil, limit: Int = pageSize
  ) async throws -> PageOf<PostView> {
    let before = try cursor.map { text in
      let parts = text.split(separator: "-")
      guard parts.count == 2, let at = Int64(parts[0]) else { throw Self.wrongCursor }
      return (at: at, note: try Self.parsed(NoteID(String(parts[1]))))
    }
    let now = self.now
    return try await store.read { store in
      let rows = try store.postsByHelpfulNote(before: before, limit: limit + 1)
      // A post is where its latest helpful note puts it, on one page alone.
      let latest = try Self.latestHelpful(rows.map(\.post), store)
      let posts = rows.prefix(limit).filter { latest[$0.post] == $0.note }.map(\.post)
      let last = rows.count > limit ? rows[limit - 1] : nil
      return PageOf(
        items: try Self.posts(posts, store, asker, now),
        next: last.map { "\($0.at)-\($0.note)" })
    }
  }

  private static func latestHelpful(
    _ posts: [PostID], _ store: any StoreTransaction
  ) throws -> [PostID: NoteID] {
    let notes = try store.notes(on: Array(Set(posts))).mapValues {
      $0.filter(\.isPresent).map(\.id)
    }
    let statuses = try store.statuses(of: notes.values.flatMap(\.self))
    return notes.compactMapValues { notes in
      notes.compactMap { note in statuses[note]?.helpfulSince.map { (since: $0, note: note) } }
        .max { ($0.since, $0.note) < ($1.since, $1.note) }?.note
    }
  }

  /// Posts whose notes, or whose title, have the words; best first.
  public func search(_ asker: Asker, _ words: String) async throws -> [PostView] {
    guard words.utf8.count <= 500 else {
      throw SiteError.invalid("q", "Search for fewer words.")
    }
    let now = self.now
    return try await store.read { store in
      let ids = try store.search(words, limit: 60)
      let notes = try store.notes(ids)
      var posts: [PostID] = []
      for id in ids {
        guard let post = notes[id]?.postID, !posts.contains(post) else { continue }
        posts.append(post)
      }
      return try Self.posts(Array(posts.prefix(Self.pageSize)), store, asker, now)
    }
  }

  private static func parsed<ID>(_ id: ID?) throws -> ID {
    guard let id else { throw wrongCursor }
    return id
  }

  static func posts(
    _ ids: [PostID], _ store: any StoreTransaction, _ asker: Asker, _ now: Int64
  ) throws -> [PostView] {
    let posts = try store.posts(ids)
    return try NoteReading(store, for: asker, at: now)
      .views(of: ids.compactMap { posts[$0] }.filter { $0.removedAt == nil })
  }
}
