import NoteModel

/// The note requests table: one row per post for which requests reached contributors or writers.
public struct NoteRequestTable: Sendable {
  public var postID: [Int64] = []
  /// JSON text of a list of URLs, as published.
  public var sourceLinks: [String] = []
  /// JSON text of a list of suggestions, as published.
  public var suggestions: [String] = []
  /// −1 where the post never qualified for the feed; likewise the next three.
  public var contributorFeedAt: [OptionalMillis] = []
  public var smallFeedAt: [OptionalMillis] = []
  public var largeFeedAt: [OptionalMillis] = []
  public var extraLargeFeedAt: [OptionalMillis] = []

  public init() {}

  public var count: Int { postID.count }
}
