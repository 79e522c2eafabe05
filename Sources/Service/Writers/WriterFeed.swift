import CommunityRules
import Foundation
import NoteModel
import Storage

/// A post as an AI writer may see it; nobody who wished for a note is in it.
public struct FeedPost: Sendable {
  public var post: Post
  public var facts: PostFacts
  /// Decimal digits.
  public var authorID: String
  /// Addresses that people gave with their requests, and how many people gave each; the most first.
  public var sourceLinks: [(url: String, people: Int)]
  public var suggestions: [Suggestion]
  /// Posts that it answers or quotes, at most one of each kind.
  public var references: [PostFacts.Reference]

  /// Why somebody wished for a note.
  public struct Suggestion: Hashable, Sendable {
    public var id: String
    public var text: String
    public var sourceLink: String?
  }
}

/// One page of a feed.
public struct FeedPage: Sendable {
  public var posts: [FeedPost]
  /// Posts that these refer to and that are there.
  public var referenced: [FeedPost]
  public var nextToken: String?
}

extension Site {
  /// Posts that a writer is offered, the newest first; what it got is remembered.
  ///
  /// - Throws: `WriterRefusal` and `QueryProblem`.
  public func feed(_ caller: ProgramCaller, _ query: PostQuery) async throws -> FeedPage {
    let now = self.now
    let usual = configuration.language
    return try await store.write { store in
      let standing = try store.writer(caller, for: .findPosts, testMode: query.testMode)
      let writer = standing.contributor.id
      let size = query.selection.size
      if size != .small {
        let record = try store.writerRecord(of: writer, at: now)
        if let refusal = FeedAccess().refusal(size, testMode: query.testMode, record) {
          throw WriterRefusal.feed(size, refusal)
        }
      }
      let start = try pageStart(
        query.pageToken, caller: writer, endpoint: .findPosts, filters: query.filters)
      let language: String? =
        switch query.selection.language {
        case .all: nil
        case .one(let code): code
        }
      let found = try store.feed(
        size, eligibleSince: now - Int64(FeedEntry().hoursOffered) * Millis.hour,
        language: language, defaultLanguage: usual, before: start.map { PostID($0) },
        limit: query.mostResults + 1)
      let ids = Array(found.prefix(query.mostResults))
      try store.recordDeliveries(ids, to: writer, at: now)
      let posts = try feedPosts(ids, in: store, withRequests: true)
      let referenced = try feedPosts(
        Array(Set(posts.flatMap { $0.references.map(\.post) })).sorted(by: >), in: store,
        withRequests: false)
      return FeedPage(
        posts: posts, referenced: referenced,
        nextToken: found.count > ids.count
          ? ids.last.map { last in
            pageToken(
              PageClaims(
                caller: writer, endpoint: .findPosts, filters: query.filters,
                after: last.rawValue, issuedAt: now))
          } : nil)
    }
  }

  private func feedPosts(
    _ ids: [PostID], in store: any StoreTransaction, withRequests: Bool
  ) throws -> [FeedPost] {
    let posts = try store.posts(ids)
    let facts = try store.facts(of: ids)
    return try ids.compactMap { id in
      guard let post = posts[id], post.removedAt == nil else { return nil }
      let requests =
        withRequests ? try store.requests(for: id).filter { $0.withdrawnAt == nil } : []
      return FeedPost(
        post, facts[id] ?? PostFacts(), authorID: authorID(of: post, facts[id]), requests)
    }
  }

  /// A number for a post's author: the host's own, or one that nothing here leads back from.
  private func authorID(of post: Post, _ facts: PostFacts?) -> String {
    if let known = facts?.authorID { return known }
    let name =
      post.authorKey.map { "key \($0)" }
      ?? post.card.authorName.map { "name \($0) \(post.card.siteName ?? "")" }
      ?? "post \(post.id)"
    let digest = key.hash(Array(name.utf8), for: "author id")
    let number = digest.prefix(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    // Eighteen digits at most, none of them a leading zero.
    return String(number % 900_000_000_000_000_000 + 100_000_000_000_000_000)
  }
}

extension FeedPost {
  init(_ post: Post, _ facts: PostFacts, authorID: String, _ requests: [NoteRequest]) {
    self.post = post
    self.facts = facts
    self.authorID = authorID
    var people: [String: Int] = [:]
    for link in requests.flatMap({ Set($0.sourceLinks) }) { people[link, default: 0] += 1 }
    sourceLinks = people.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
      .map { (url: $0.key, people: $0.value) }
    suggestions = requests.compactMap { request in
      request.suggestion.map { text in
        Suggestion(
          id: request.suggestionID.map { String($0) } ?? "0", text: text,
          sourceLink: request.sourceLinks.first)
      }
    }.sorted { ($0.id, $0.text) < ($1.id, $1.text) }
    var kinds: Set<PostFacts.Reference.Kind> = [.reposted]
    references = facts.references.filter { kinds.insert($0.kind).inserted }
  }
}
