import CommunityRules
import Service

/// A post as the interface writes it (section 6.1).
struct PostWire: Sendable {
  let post: FeedPost
  let vocabulary: Vocabulary
  /// Whom it answers, where that post is known.
  var repliedToAuthor: String?

  /// Characters of the short form of a text.
  private static let shortText = 280

  /// The parts asked for that have a value.
  func value(_ fields: Set<PostField>) -> WireValue {
    var members: [String: WireValue] = [:]
    for field in fields {
      guard let value = value(of: field) else { continue }
      for key in field.keys(in: vocabulary) { members[key] = value }
    }
    return .object(members)
  }

  private func value(of field: PostField) -> WireValue? {
    let facts = post.facts
    return switch field {
    case .id, .editHistory:
      field == .id ? .text(post.post.id.description) : [.text(post.post.id.description)]
    case .text: .text(String(fullText.prefix(Self.shortText)))
    case .longText:
      fullText.count > Self.shortText ? .object(["text": .text(fullText)]) : nil
    case .authorID: .text(post.authorID)
    case .username: facts.authorUsername.map(WireValue.text)
    case .createdAt: .time(post.post.publishedAt ?? post.post.addedAt)
    case .lang: facts.language.map(WireValue.text)
    case .attachments:
      media.isEmpty
        ? nil : .object(["media_keys": .list(media.map { .text($0.key) })])
    case .mediaMetadata: mediaMetadata
    case .references:
      post.references.isEmpty
        ? nil
        : .list(
          post.references.map {
            .object(["type": .text($0.kind.rawValue), "id": .text($0.post.description)])
          })
    case .inReplyToUserID: repliedToAuthor.map(WireValue.text)
    case .possiblySensitive: facts.isSensitive.map(WireValue.boolean)
    case .publicMetrics: metrics
    case .suggestedSourceLinks:
      post.sourceLinks.isEmpty ? nil : .list(post.sourceLinks.map { .text($0.url) })
    case .suggestedSourceLinksWithCounts:
      post.sourceLinks.isEmpty
        ? nil
        : .list(
          post.sourceLinks.map {
            .object(["url": .text($0.url), "count": .integer($0.people)])
          })
    case .noteRequestSuggestions: suggestions
    // Nothing here tells these of a post, or they are its author's alone.
    case .article, .articleTitle, .cardURI, .communityID, .contextAnnotations, .conversationID,
      .displayTextRange, .editControls, .entities, .geo, .matchedMediaNotes, .nonPublicMetrics,
      .organicMetrics, .paidPartnership, .promotedMetrics, .replySettings, .scopes, .source,
      .withheld:
      nil
    }
  }

  private var fullText: String {
    post.facts.fullText
      ?? [post.post.card.title, post.post.card.text].compactMap(\.self).joined(separator: "\n")
  }

  private var mediaMetadata: WireValue? {
    let described = media.filter { $0.medium.altText != nil }
    return described.isEmpty
      ? nil
      : .list(
        described.map { media in
          .object(of: [
            "media_key": .text(media.key), "alt_text": media.medium.altText.map(WireValue.text),
          ])
        })
  }

  private var suggestions: WireValue? {
    post.suggestions.isEmpty
      ? nil
      : .list(
        post.suggestions.map { suggestion in
          .object(of: [
            "suggestion_id": .text(suggestion.id), "suggestion": .text(suggestion.text),
            "source_link": suggestion.sourceLink.map(WireValue.text),
          ])
        })
  }

  private var metrics: WireValue {
    let attention = post.post.attention
    var metrics: [String: WireValue] = [
      "bookmark_count": .integer(post.facts.bookmarks),
      "impression_count": .integer(attention.views ?? 0),
      "like_count": .integer(attention.reactions), "quote_count": .integer(post.facts.quotes),
      "reply_count": .integer(attention.comments), "repost_count": .integer(attention.shares),
    ]
    if vocabulary.hasOld { metrics["retweet_count"] = .integer(attention.shares) }
    return .object(metrics)
  }

  /// Its pictures and films, by the keys that posts and `includes` share. Pictures without an address
  /// are left out: clients pass it on to whoever describes them.
  var media: [(key: String, medium: PostFacts.Medium)] {
    var known = post.facts.media
    if known.isEmpty, let image = post.post.card.imageURL {
      known = [PostFacts.Medium(kind: .photo, url: image)]
    }
    return known.enumerated().compactMap { index, medium in
      if medium.kind == .photo, medium.url == nil { return nil }
      return (
        "\(medium.kind.number)_\(post.post.id)\(index == 0 ? "" : String(index))", medium
      )
    }
  }

  /// Who wrote it, as `includes.users` has them.
  var author: WireValue {
    let name = post.post.card.authorName
    let username = post.facts.authorUsername ?? "user_\(post.authorID.suffix(10))"
    return .object([
      "id": .text(post.authorID), "name": .text(name ?? username), "username": .text(username),
    ])
  }
}

extension PostFacts.Medium.Kind {
  /// The first part of a media key.
  fileprivate var number: Int {
    switch self {
    case .photo: 3
    case .video: 7
    case .animatedImage: 16
    }
  }
}

extension PostFacts.Medium {
  /// The parts asked for that have a value (section 6.3).
  func wire(key: String, _ fields: Set<MediaField>) -> WireValue {
    var members: [String: WireValue] = [:]
    for field in fields {
      let value: WireValue? =
        switch field {
        case .mediaKey: .text(key)
        case .type: .text(kind.rawValue)
        case .url: kind == .photo ? url.map(WireValue.text) : nil
        case .altText: altText.map(WireValue.text)
        case .width: width.map(WireValue.integer)
        case .height: height.map(WireValue.integer)
        case .durationMilliseconds:
          kind == .video ? durationMillis.map(WireValue.integer) : nil
        case .previewImageURL: kind == .photo ? nil : previewImageURL.map(WireValue.text)
        case .publicMetrics:
          kind == .video ? views.map { .object(["view_count": .integer($0)]) } : nil
        case .variants: kind == .photo || variants.isEmpty ? nil : .list(variants.map(\.wire))
        case .nonPublicMetrics, .organicMetrics, .promotedMetrics: nil
        }
      if let value { members[field.rawValue] = value }
    }
    return .object(members)
  }
}

extension PostFacts.Variant {
  fileprivate var wire: WireValue {
    .object(of: [
      "bit_rate": bitRate.map(WireValue.integer), "content_type": .text(contentType),
      "url": .text(url),
    ])
  }
}
