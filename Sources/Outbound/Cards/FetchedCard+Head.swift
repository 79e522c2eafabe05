extension FetchedCard {
  /// Reads the properties of OpenGraph first, then those of other vocabularies for the same.
  init(_ head: HTMLHead, at address: WebAddress) {
    self.init(url: address.text)
    title = PlainText.clean(head.first("og:title", "twitter:title") ?? head.title, most: 300)
    text = PlainText.clean(
      head.first("og:description", "twitter:description", "description"), most: 4000)
    siteName = PlainText.clean(head.first("og:site_name", "application-name"), most: 100)
    // On some pages these hold addresses of profiles, which are no names.
    let authors = head.all(
      "author", "article:author", "og:article:author", "profile:username", "twitter:creator")
    authorName = PlainText.clean(authors.first { !$0.contains("://") }, most: 100)
    let images = head.all("og:image", "og:image:url", "og:image:secure_url", "twitter:image")
    imageURL =
      images.lazy.compactMap { try? address.resolving($0) }
      .first { $0.scheme == .https }?.text
    publishedAt = head.first(
      "article:published_time", "og:article:published_time", "og:published_time", "datepublished",
      "date"
    ).flatMap(ISO8601Text.date)

    imageCount = Self.count(head.all("og:image"))
    videoCount = Self.count(head.all("og:video")) ?? Self.count(head.all("og:video:url"))
    linkCount = text.flatMap { text in
      Self.count(
        text.split(separator: " ").filter { $0.contains("https://") || $0.contains("http://") })
    }
  }

  private static func count(_ values: [some Hashable]) -> Int? {
    values.isEmpty ? nil : Set(values).count
  }
}
