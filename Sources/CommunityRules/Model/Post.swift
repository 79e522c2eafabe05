/// What notes are about: anything with an address.
public struct Post: Hashable, Sendable {
  public var id: PostID
  /// Canonical; unique.
  public var url: String
  /// Who wrote it, as the host names them; nil where unknown.
  public var authorKey: String?
  public var card: Card
  public var media: Media
  public var attention: Attention
  /// When it was published on its host.
  public var publishedAt: Int64?
  /// When it became known here.
  public var addedAt: Int64
  /// Set when the host or the operator took it away.
  public var removedAt: Int64?

  /// What is shown of it.
  public struct Card: Hashable, Codable, Sendable {
    public var title: String?
    public var text: String?
    public var authorName: String?
    public var siteName: String?
    public var imageURL: String?

    public init(
      title: String? = nil, text: String? = nil, authorName: String? = nil,
      siteName: String? = nil, imageURL: String? = nil
    ) {
      self.title = title
      self.text = text
      self.authorName = authorName
      self.siteName = siteName
      self.imageURL = imageURL
    }
  }

  public struct Media: Hashable, Codable, Sendable {
    public var images: Int
    public var videos: Int
    public var links: Int

    public init(images: Int = 0, videos: Int = 0, links: Int = 0) {
      self.images = images
      self.videos = videos
      self.links = links
    }
  }

  /// How widely it is seen, where the host tells.
  public struct Attention: Hashable, Codable, Sendable {
    public var views: Int?
    public var reactions: Int
    public var shares: Int
    public var comments: Int

    public init(views: Int? = nil, reactions: Int = 0, shares: Int = 0, comments: Int = 0) {
      self.views = views
      self.reactions = reactions
      self.shares = shares
      self.comments = comments
    }
  }

  public init(
    id: PostID, url: String, authorKey: String? = nil, card: Card = Card(),
    media: Media = Media(), attention: Attention = Attention(), publishedAt: Int64? = nil,
    addedAt: Int64, removedAt: Int64? = nil
  ) {
    self.id = id
    self.url = url
    self.authorKey = authorKey
    self.card = card
    self.media = media
    self.attention = attention
    self.publishedAt = publishedAt
    self.addedAt = addedAt
    self.removedAt = removedAt
  }
}
