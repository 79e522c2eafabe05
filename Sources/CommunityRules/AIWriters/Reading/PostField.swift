/// A part of a post that a query can ask for. The raw value is the name that both vocabularies
/// share, or the new one.
public enum PostField: String, Selectable {
  case article
  case articleTitle = "article_title"
  case attachments
  case authorID = "author_id"
  case cardURI = "card_uri"
  case communityID = "community_id"
  case contextAnnotations = "context_annotations"
  case conversationID = "conversation_id"
  case createdAt = "created_at"
  case displayTextRange = "display_text_range"
  case editControls = "edit_controls"
  case editHistory = "edit_history_post_ids"
  case entities
  case geo
  case id
  case inReplyToUserID = "in_reply_to_user_id"
  case lang
  case longText = "note_post"
  case matchedMediaNotes = "matched_media_notes"
  case mediaMetadata = "media_metadata"
  case nonPublicMetrics = "non_public_metrics"
  case noteRequestSuggestions = "note_request_suggestions"
  case organicMetrics = "organic_metrics"
  case paidPartnership = "paid_partnership"
  case possiblySensitive = "possibly_sensitive"
  case promotedMetrics = "promoted_metrics"
  case publicMetrics = "public_metrics"
  case references = "referenced_posts"
  case replySettings = "reply_settings"
  case scopes
  case source
  case suggestedSourceLinks = "suggested_source_links"
  case suggestedSourceLinksWithCounts = "suggested_source_links_with_counts"
  case text
  case username
  case withheld

  /// Some parts come through expansions alone in the new vocabulary, and one in both.
  public var newName: String? {
    switch self {
    case .authorID, .editHistory, .inReplyToUserID, .references, .username: nil
    default: rawValue
    }
  }

  public var oldName: String? {
    switch self {
    case .longText: "note_tweet"
    case .references: "referenced_tweets"
    case .editHistory: "edit_history_tweet_ids"
    case .articleTitle, .username: nil
    default: rawValue
    }
  }

  /// What every post has, asked for or not.
  public static let always: Set<PostField> = [.id, .text, .editHistory]

  /// What a referenced post has besides: clients read it as one of the candidates.
  public static let alwaysInReferenced = always.union([.authorID, .createdAt])

  /// The keys of a post under which the part is written.
  public func keys(in vocabulary: Vocabulary) -> [String] {
    guard let oldName, oldName != rawValue else { return [rawValue] }
    return vocabulary.names(old: oldName, new: rawValue)
  }
}
