import CommunityRules
import Storage

/// What a member, or the host, tells of a post.
public struct PostForm: Hashable, Sendable {
  public var url: String
  public var card: Post.Card

  public init(url: String, card: Post.Card = Post.Card()) {
    self.url = url
    self.card = card
  }
}

/// What the page of a post says of it.
public struct FetchedPost: Hashable, Sendable {
  public var card: Post.Card
  public var media: Post.Media
  public var publishedAt: Int64?

  public init(card: Post.Card, media: Post.Media = Post.Media(), publishedAt: Int64? = nil) {
    self.card = card
    self.media = media
    self.publishedAt = publishedAt
  }
}

/// Fetches what a page says of itself, from hosts that the operator allows alone.
public typealias CardSource = @Sendable (_ url: String) async throws -> FetchedPost

/// What only the host knows of its post.
public struct HostFacts: Hashable, Sendable {
  /// Who wrote it, as the host names them.
  public var authorKey: String?
  public var media: Post.Media
  public var attention: Post.Attention
  public var publishedAt: Int64?
  public var isRemoved: Bool
  /// What AI writers get to see besides.
  public var more: PostFacts

  public init(
    authorKey: String? = nil, media: Post.Media = Post.Media(),
    attention: Post.Attention = Post.Attention(), publishedAt: Int64? = nil,
    isRemoved: Bool = false, more: PostFacts = PostFacts()
  ) {
    self.authorKey = authorKey
    self.media = media
    self.attention = attention
    self.publishedAt = publishedAt
    self.isRemoved = isRemoved
    self.more = more
  }
}

extension HostFacts {
  /// Whether everything can be added up and shown: sums and ages of these are computed all over.
  var areWithinBounds: Bool {
    let counts = [
      media.images, media.videos, media.links, attention.views ?? 0, attention.reactions,
      attention.shares, attention.comments,
    ]
    return counts.allSatisfy { (0...1_000_000_000_000).contains($0) }
      && (publishedAt.map { (0..<253_402_300_800_000).contains($0) } ?? true)
  }
}

extension Site {
  /// Finds the post with an address, or adds it; its card is fetched where the operator allows its
  /// host, otherwise it is what the member entered.
  public func addPost(_ asker: Asker, _ form: PostForm) async throws -> PostID {
    try asker.require(.requestNote)
    let account = try asker.requireAccount()
    let address = try Self.address(form.url)
    if let known = try await store.read({ try $0.post(url: address.text) }) {
      guard known.removedAt == nil else { throw Self.noPost }
      return known.id
    }
    try limits.take(.addPost, by: "account \(account.id)", at: now)
    var post = Post(
      id: PostID(NewIDs.number(at: now)), url: address.text, card: try Self.checked(form.card),
      addedAt: now)
    await fill(&post, from: address)
    return try await store.write { [post] store in
      if let known = try store.post(url: post.url) { return known.id }
      try store.insert(post)
      return post.id
    }
  }

  /// Adds or changes a post as its host tells it.
  public func pushPost(
    _ asker: Asker, _ form: PostForm, _ facts: HostFacts
  ) async throws -> PostID {
    guard asker.isOperator, asker.scopes.map({ $0.contains(.posts) }) ?? true else {
      throw asker.isSignedIn
        ? SiteError.forbidden(reason: "Only the host, by an operator's token, pushes posts.")
        : SiteError.notSignedIn
    }
    let address = try Self.address(form.url)
    let card = try Self.checked(form.card)
    guard facts.areWithinBounds else {
      throw SiteError.invalid("counts", "Counts are 0 to 10¹², times from 1970 to 9999.")
    }
    let more = try facts.more.checked()
    let now = self.now
    return try await store.write { store in
      for reference in more.references {
        guard try store.post(reference.post) != nil else {
          throw SiteError.invalid("references", "Push the post that it refers to first.")
        }
      }
      let known = try store.post(url: address.text)
      var post =
        known ?? Post(id: PostID(NewIDs.number(at: now)), url: address.text, addedAt: now)
      post.card = card
      post.authorKey = facts.authorKey
      post.media = facts.media
      post.attention = facts.attention
      post.publishedAt = facts.publishedAt
      post.removedAt = facts.isRemoved ? post.removedAt ?? now : nil
      if known == nil { try store.insert(post) } else { try store.update(post) }
      try store.putFacts(more, of: post.id)
      if post.removedAt == nil { try store.enterFeeds(post, at: now) }
      return post.id
    }
  }

  static let noPost = SiteError.notFound(what: "There is no such post here.")

  static func address(_ url: String) throws -> PostAddress {
    guard let address = PostAddress(url) else {
      throw SiteError.invalid("url", "Enter the web address of a post: https://…")
    }
    return address
  }

  /// A card within bounds; an image only from an encrypted address.
  private static func checked(_ card: Post.Card) throws -> Post.Card {
    func bounded(_ text: String?, _ most: Int) -> String? {
      text.map { String($0.trimmingBlanks.prefix(most)) }.flatMap { $0.isEmpty ? nil : $0 }
    }
    return Post.Card(
      title: bounded(card.title, 300), text: bounded(card.text, 5_000),
      authorName: bounded(card.authorName, 100), siteName: bounded(card.siteName, 100),
      imageURL: card.imageURL.flatMap { PostAddress($0)?.text }.flatMap {
        $0.hasPrefix("https://") ? $0 : nil
      })
  }

  /// A page that can't be fetched leaves the card as it was entered.
  private func fill(_ post: inout Post, from address: PostAddress) async {
    guard let fetchCard, let fetched = try? await fetchCard(address.text),
      let card = try? Self.checked(fetched.card)
    else { return }
    post.card = Post.Card(
      title: card.title ?? post.card.title, text: card.text ?? post.card.text,
      authorName: card.authorName ?? post.card.authorName,
      siteName: card.siteName ?? post.card.siteName, imageURL: card.imageURL)
    post.media = fetched.media
    post.publishedAt = fetched.publishedAt
  }
}
