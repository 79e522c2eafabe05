import CommunityRules
import Service

/// What a host tells of a post for AI note writers, beside its card.
struct HostMore: Decodable, Sendable {
  var language: String?
  var authorID: String?
  var authorUsername: String?
  var fullText: String?
  var media: [Medium]?
  var references: [Reference]?
  var quotes: Int?
  var bookmarks: Int?
  var isSensitive: Bool?
  var repliesAskingForContext: Int?

  struct Medium: Decodable, Sendable {
    var kind: PostFacts.Medium.Kind
    var url: String?
    var previewImageURL: String?
    var altText: String?
    var width: Int?
    var height: Int?
    var durationMillis: Int?
    var views: Int?
    var variants: [Variant]?

    var medium: PostFacts.Medium {
      PostFacts.Medium(
        kind: kind, url: url, previewImageURL: previewImageURL, altText: altText, width: width,
        height: height, durationMillis: durationMillis, views: views,
        variants: (variants ?? []).map {
          PostFacts.Variant(url: $0.url, contentType: $0.contentType, bitRate: $0.bitRate)
        })
    }
  }

  struct Variant: Decodable, Sendable {
    var url: String
    var contentType: String
    var bitRate: Int?
  }

  struct Reference: Decodable, Sendable {
    var kind: PostFacts.Reference.Kind
    var post: String
  }

  /// - Throws: `SiteError.invalid` for an id that none is.
  var facts: PostFacts {
    get throws {
      PostFacts(
        language: language, authorID: authorID, authorUsername: authorUsername,
        fullText: fullText, media: (media ?? []).map(\.medium),
        references: try (references ?? []).map { reference in
          guard let post = PostID(reference.post) else {
            throw SiteError.invalid([
              FieldProblem(field: "references", message: "This is no id of a post.")
            ])
          }
          return PostFacts.Reference(kind: reference.kind, post: post)
        },
        quotes: quotes ?? 0, bookmarks: bookmarks ?? 0, isSensitive: isSensitive,
        repliesAskingForContext: repliesAskingForContext ?? 0)
    }
  }

  private static let count = Schema.integer(least: 0, most: 1_000_000_000_000)

  static let properties: [Schema.Property] = [
    may("language", .string(most: 35), "BCP 47."),
    may("authorID", .string(most: 19), "The author's number on the host: digits."),
    may("authorUsername", .string(most: 50)),
    may("fullText", .string(most: 25_000), "Where the text is only its beginning."),
    may(
      "media",
      .array(
        .object([
          must("kind", .string(of: PostFacts.Medium.Kind.allCases.map(\.rawValue))),
          may("url", .address), may("previewImageURL", .address),
          may("altText", .string(most: 2_000)), may("width", count), may("height", count),
          may("durationMillis", count), may("views", count),
          may(
            "variants",
            .array(
              .object([
                must("url", .address), must("contentType", .string(most: 100)),
                may("bitRate", count, "Bits a second."),
              ]), most: 20)),
        ]), most: 20)),
    may(
      "references",
      .array(
        .object([
          must("kind", .string(of: PostFacts.Reference.Kind.allCases.map(\.rawValue))),
          must("post", .string(most: 19), "The id of a post that is known here."),
        ]), most: 3), "Posts that it answers, quotes or repeats."),
    may("quotes", count), may("bookmarks", count), may("isSensitive", .boolean),
    may("repliesAskingForContext", count),
  ]
}
