import CommunityRules
import Service

/// A page of a feed as the interface writes it (sections 5.3 and 6.2).
struct FeedWire: Sendable {
  let page: FeedPage
  let query: PostQuery

  var value: WireValue {
    let posts = page.posts.map(wire)
    let referenced = page.referenced.map(wire)
    var meta: [String: WireValue] = ["result_count": .integer(posts.count)]
    if let token = page.nextToken { meta["next_token"] = .text(token) }
    var answer: [String: WireValue] = [
      "data": .list(posts.map { $0.value(query.fields) }), "meta": .object(meta),
    ]
    let includes = includes(posts, referenced)
    if !includes.isEmpty { answer["includes"] = .object(includes) }
    return .object(answer)
  }

  private func wire(_ post: FeedPost) -> PostWire {
    let parent = post.references.first { $0.kind == .repliedTo }?.post
    return PostWire(
      post: post, vocabulary: query.vocabulary,
      repliedToAuthor: page.referenced.first { $0.post.id == parent }?.authorID)
  }

  private func includes(_ posts: [PostWire], _ referenced: [PostWire]) -> [String: WireValue] {
    let wanted = query.expansions
    var includes: [String: WireValue] = [:]
    func put(_ collection: Expansion.Collection, _ items: [(key: String, value: WireValue)]) {
      var seen: Set<String> = []
      let unique = items.filter { seen.insert($0.key).inserted }.map(\.value)
      guard !unique.isEmpty else { return }
      for key in collection.keys(in: query.vocabulary) { includes[key] = .list(unique) }
    }
    let pictured =
      (wanted.contains(.media) ? posts : []) + (wanted.contains(.referencedMedia) ? referenced : [])
    put(
      .media,
      pictured.flatMap(\.media).map { ($0.key, $0.medium.wire(key: $0.key, query.mediaFields)) })
    put(
      .posts,
      ((wanted.contains(.references) ? referenced : [])
        + (wanted.contains(.editHistory) ? posts : []))
        .map { ($0.post.post.id.description, $0.value(query.referencedFields)) })
    put(.users, authors(posts, referenced).map { ($0.post.authorID, $0.author) })
    return includes
  }

  /// Posts whose authors are wanted.
  private func authors(_ posts: [PostWire], _ referenced: [PostWire]) -> [PostWire] {
    let wanted = query.expansions
    var wires = wanted.isDisjoint(with: [.authors, .users]) ? [] : posts
    if wanted.contains(.referencedAuthors) { wires += referenced }
    if wanted.contains(.repliedToUsers) {
      let parents = Set(
        posts.compactMap { wire in
          wire.post.references.first { $0.kind == .repliedTo }?.post
        })
      wires += referenced.filter { parents.contains($0.post.post.id) }
    }
    return wires
  }
}
