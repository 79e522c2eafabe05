import CommunityRules
import NoteModel
import Storage

/// A note as one asker may see it.
public struct NoteView: Hashable, Codable, Sendable {
  public var id: String
  public var postID: String
  public var postTitle: String?
  public var author: AuthorView
  /// Milliseconds since the epoch, as all times.
  public var createdAt: Int64
  /// The word of the public data.
  public var classification: String
  /// Columns of the public data that are ticked.
  public var reasons: [String]
  public var trustworthySources: Bool
  public var isMediaNote: Bool
  public var text: String
  public var links: [String]
  /// The word of the public data.
  public var status: String
  /// The two explanation tags of a note with a status, as columns of the public data.
  public var tags: [String]
  public var statusChangedAt: Int64?
  public var isLocked: Bool
  /// Whether everybody sees it under its post.
  public var isShown: Bool
  /// Meets the criteria for helpful and waits; told to contributors alone.
  public var isWaiting: Bool
  /// Whether the post's author asked contributors to look again.
  public var isUnderAdditionalReview: Bool
  /// How often it was shown; told to its writer alone.
  public var views: Int?
  /// What the asker answered.
  public var myRating: RatingView?
  /// What the asker may do with it, by name.
  public var may: Permissions

  public struct Permissions: Hashable, Codable, Sendable {
    public var rate = false
    public var delete = false
    public var requestAdditionalReview = false
    public var giveFeedback = false

    public init() {}
  }
}

/// A note's writer, as everybody may know them.
public struct AuthorView: Hashable, Codable, Sendable {
  /// Participant id of the public data.
  public var id: String
  public var alias: String
  public var isTopWriter: Bool
  public var isAutomated: Bool

  init(_ author: AuthorLine) {
    id = author.id.rawValue
    alias = author.alias
    isTopWriter = author.isTopWriter
    isAutomated = author.isAutomated
  }
}

/// One's own answer about a note.
public struct RatingView: Hashable, Codable, Sendable {
  public var noteID: String
  /// The word of the public data.
  public var helpfulness: String
  /// Columns of the public data.
  public var tags: [String]
  public var createdAt: Int64

  init(_ rating: Rating) {
    noteID = rating.noteID.description
    helpfulness = rating.answer.name
    tags = RatingTag.allCases.filter(rating.tags.contains).map(\.name)
    createdAt = rating.createdAt
  }
}

/// A post with what the asker may see of its notes, those that are shown first.
public struct PostView: Hashable, Codable, Sendable {
  public var id: String
  public var url: String
  public var title: String?
  public var text: String?
  public var authorName: String?
  public var siteName: String?
  public var imageURL: String?
  public var images: Int
  public var videos: Int
  public var links: Int
  public var publishedAt: Int64?
  public var addedAt: Int64
  public var notes: [NoteView]
  public var isMine: Bool
  public var may: Permissions

  public struct Permissions: Hashable, Codable, Sendable {
    public var write = false
    public var request = false
    /// Whether the asker has asked for a note.
    public var hasRequested = false

    public init() {}
  }
}
