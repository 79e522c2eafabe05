import Foundation

/// What a page says of itself in its head, as plain text.
public struct FetchedCard: Hashable, Sendable {
  /// Where the page was, after redirects.
  public var url: String
  public var title: String?
  /// Its description: the text of a post, or the first lines of an article.
  public var text: String?
  public var authorName: String?
  public var siteName: String?
  /// Only ever an https address.
  public var imageURL: String?
  public var publishedAt: Date?
  /// How many of each the page names; nil where it names none, which need not mean that there are
  /// none.
  public var imageCount: Int?
  public var videoCount: Int?
  public var linkCount: Int?

  public init(
    url: String, title: String? = nil, text: String? = nil, authorName: String? = nil,
    siteName: String? = nil, imageURL: String? = nil, publishedAt: Date? = nil,
    imageCount: Int? = nil, videoCount: Int? = nil, linkCount: Int? = nil
  ) {
    self.url = url
    self.title = title
    self.text = text
    self.authorName = authorName
    self.siteName = siteName
    self.imageURL = imageURL
    self.publishedAt = publishedAt
    self.imageCount = imageCount
    self.videoCount = videoCount
    self.linkCount = linkCount
  }
}
