import CommunityRules

public protocol NoteRepository {
  func insert(_ note: Note) throws
  func note(_ id: NoteID) throws -> Note?
  func notes(_ ids: [NoteID]) throws -> [NoteID: Note]
  /// Newest first, deleted and removed ones among them.
  func notes(on post: PostID) throws -> [Note]
  func notes(on posts: [PostID]) throws -> [PostID: [Note]]
  /// Newest first, deleted and removed ones among them.
  func notes(by author: ParticipantID, before: NoteID?, limit: Int) throws -> [Note]
  func hasNote(by author: ParticipantID, on post: PostID) throws -> Bool
  func hasNotes(on post: PostID) throws -> Bool
  /// Times of the author's notes since then, deleted ones among them, ascending.
  func noteTimes(by author: ParticipantID, since: Int64) throws -> [Int64]
  /// The author's notes on posts of one post author, deleted ones among them.
  func notes(
    by author: ParticipantID, onPostsOf authorKey: String, since: Int64
  ) throws -> [(createdAt: Int64, isHelpful: Bool)]
  /// Forgets the words; the status history stays.
  func deleteNote(_ id: NoteID, at: Int64) throws
  func removeNote(_ id: NoteID, at: Int64) throws
  func noteCount() throws -> Int
  /// Present notes made since then, for "needs your help"; newest first.
  func recentNotes(since: Int64, limit: Int) throws -> [Note]
  func addViews(_ views: [NoteID: Int]) throws
  func views(of notes: [NoteID]) throws -> [NoteID: Int]
}
