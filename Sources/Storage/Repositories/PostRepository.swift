import CommunityRules

/// Posts and the lists of posts that people browse.
public protocol PostRepository {
  func insert(_ post: Post) throws
  func update(_ post: Post) throws
  func post(_ id: PostID) throws -> Post?
  func post(url: String) throws -> Post?
  /// The post with an address, unless it is removed.
  func presentPost(url: String) throws -> PostID?
  func posts(_ ids: [PostID]) throws -> [PostID: Post]
  func posts(byAuthor key: String, before: PostID?, limit: Int) throws -> [Post]

  /// Posts by their newest present note, newest first.
  ///
  /// - Parameter before: the last note of the page before.
  func postsByNewestNote(before: NoteID?, limit: Int) throws -> [(post: PostID, note: NoteID)]
  /// Posts with a helpful note, by when it last became helpful, newest first.
  ///
  /// - Parameter before: time and note where the page before ended.
  func postsByHelpfulNote(
    before: (at: Int64, note: NoteID)?, limit: Int
  ) throws -> [(post: PostID, note: NoteID, at: Int64)]
  /// Notes whose words, or whose post's title, match; best first.
  func search(_ words: String, limit: Int) throws -> [NoteID]
}
