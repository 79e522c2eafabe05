/// Objects that a query wants beside the posts, in `includes`.
public enum Expansion: String, Selectable {
  case media = "attachments.media_keys"
  case polls = "attachments.poll_ids"
  case mediaSourcePosts = "attachments.media_source_tweet"
  case articleCover = "article.cover_media"
  case articleMedia = "article.media_entities"
  case authors = "author_id"
  case repliedToUsers = "in_reply_to_user_id"
  case mentions = "entities.mentions.username"
  case longTextMentions = "entities.note.mentions.username"
  case users = "username"
  case places = "geo.place_id"
  case editHistory = "edit_history_post_ids"
  case references = "referenced_posts"
  case referencedMedia = "referenced_tweets.id.attachments.media_keys"
  case referencedAuthors = "referenced_tweets.id.author_id"

  public var newName: String? {
    switch self {
    case .referencedMedia, .referencedAuthors: nil
    default: rawValue
    }
  }

  public var oldName: String? {
    switch self {
    case .editHistory: "edit_history_tweet_ids"
    case .references: "referenced_tweets.id"
    default: rawValue
    }
  }

  /// Where the objects go.
  public enum Collection: Hashable, Sendable, CaseIterable {
    case media
    case posts
    case users
    case polls
    case places

    /// The keys of `includes`.
    public func keys(in vocabulary: Vocabulary) -> [String] {
      switch self {
      case .media: ["media"]
      case .posts: vocabulary.names(old: "tweets", new: "posts")
      case .users: ["users"]
      case .polls: ["polls"]
      case .places: ["places"]
      }
    }
  }

  public var collection: Collection {
    switch self {
    case .media, .referencedMedia, .articleCover, .articleMedia: .media
    case .references, .editHistory, .mediaSourcePosts: .posts
    case .authors, .repliedToUsers, .mentions, .longTextMentions, .users, .referencedAuthors: .users
    case .polls: .polls
    case .places: .places
    }
  }

  /// The part of a post that it is built on, which comes with it unasked.
  public var impliedField: PostField {
    switch self {
    case .media, .polls, .mediaSourcePosts: .attachments
    case .articleCover, .articleMedia: .article
    case .authors: .authorID
    case .repliedToUsers: .inReplyToUserID
    case .mentions: .entities
    case .longTextMentions: .longText
    case .users: .username
    case .places: .geo
    case .editHistory: .editHistory
    case .references, .referencedMedia, .referencedAuthors: .references
    }
  }

  /// The part of a referenced post that it is built on.
  public var impliedFieldOfReferenced: PostField? {
    switch self {
    case .referencedMedia: .attachments
    case .referencedAuthors: .authorID
    default: nil
    }
  }
}
