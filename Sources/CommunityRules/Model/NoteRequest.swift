/// One account's wish that a post gets a note. Who wished is never public.
public struct NoteRequest: Hashable, Sendable {
  public var postID: PostID
  public var requester: AccountID
  public var createdAt: Int64
  /// At most three links.
  public var sourceLinks: [String]
  /// Why a note is needed; at most 500 characters.
  public var suggestion: String?
  /// Names the suggestion in public data; random, so that it tells nothing of when it was made.
  public var suggestionID: Int64?
  /// Made before any note had been proposed on the post.
  public var isEligible: Bool
  public var withdrawnAt: Int64?

  public init(
    postID: PostID, requester: AccountID, createdAt: Int64, sourceLinks: [String] = [],
    suggestion: String? = nil, suggestionID: Int64? = nil, isEligible: Bool,
    withdrawnAt: Int64? = nil
  ) {
    self.postID = postID
    self.requester = requester
    self.createdAt = createdAt
    self.sourceLinks = sourceLinks
    self.suggestion = suggestion
    self.suggestionID = suggestionID
    self.isEligible = isEligible
    self.withdrawnAt = withdrawnAt
  }
}
