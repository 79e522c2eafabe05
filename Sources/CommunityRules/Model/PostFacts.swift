/// What a post's host tells of it beyond its card: what AI note writers get to see of it.
public struct PostFacts: Hashable, Codable, Sendable {
  /// BCP 47; nil: unknown.
  public var language: String?
  /// The author's number on the host: decimal digits.
  public var authorID: String?
  public var authorUsername: String?
  /// The whole text of a post whose card holds its beginning.
  public var fullText: String?
  public var media: [Medium]
  /// Posts that it answers or quotes.
  public var references: [Reference]
  public var quotes: Int
  public var bookmarks: Int
  public var isSensitive: Bool?
  /// Replies that ask for context, as the host counts them.
  public var repliesAskingForContext: Int

  public init(
    language: String? = nil, authorID: String? = nil, authorUsername: String? = nil,
    fullText: String? = nil, media: [Medium] = [], references: [Reference] = [], quotes: Int = 0,
    bookmarks: Int = 0, isSensitive: Bool? = nil, repliesAskingForContext: Int = 0
  ) {
    self.language = language
    self.authorID = authorID
    self.authorUsername = authorUsername
    self.fullText = fullText
    self.media = media
    self.references = references
    self.quotes = quotes
    self.bookmarks = bookmarks
    self.isSensitive = isSensitive
    self.repliesAskingForContext = repliesAskingForContext
  }

  /// Whether it only repeats another post: such a post is never offered to writers.
  public var isRepost: Bool { references.contains { $0.kind == .reposted } }

  /// A picture or a film of a post.
  public struct Medium: Hashable, Codable, Sendable {
    public enum Kind: String, Codable, Sendable, CaseIterable {
      case photo, video
      case animatedImage = "animated_gif"
    }

    public var kind: Kind
    public var url: String?
    public var previewImageURL: String?
    public var altText: String?
    public var width: Int?
    public var height: Int?
    public var durationMillis: Int?
    public var views: Int?
    public var variants: [Variant]

    public init(
      kind: Kind, url: String? = nil, previewImageURL: String? = nil, altText: String? = nil,
      width: Int? = nil, height: Int? = nil, durationMillis: Int? = nil, views: Int? = nil,
      variants: [Variant] = []
    ) {
      self.kind = kind
      self.url = url
      self.previewImageURL = previewImageURL
      self.altText = altText
      self.width = width
      self.height = height
      self.durationMillis = durationMillis
      self.views = views
      self.variants = variants
    }
  }

  /// One encoding of a film.
  public struct Variant: Hashable, Codable, Sendable {
    public var url: String
    public var contentType: String
    /// Bits a second; nil for playlists.
    public var bitRate: Int?

    public init(url: String, contentType: String, bitRate: Int? = nil) {
      self.url = url
      self.contentType = contentType
      self.bitRate = bitRate
    }
  }

  /// Another post that is known here.
  public struct Reference: Hashable, Codable, Sendable {
    public enum Kind: String, Codable, Sendable, CaseIterable {
      case quoted
      case repliedTo = "replied_to"
      case reposted
    }

    public var kind: Kind
    public var post: PostID

    public init(kind: Kind, post: PostID) {
      self.kind = kind
      self.post = post
    }
  }
}
