import NoteModel

/// What a writer says of a post.
public struct Note: Hashable, Sendable {
  public var id: NoteID
  public var postID: PostID
  public var author: ParticipantID
  public var createdAt: Int64
  public var classification: Classification
  /// The ticked reasons, `trustworthySources` and `isMediaNote`.
  public var answers: NoteReasons
  public var summary: String
  /// By its writer.
  public var deletedAt: Int64?
  /// By the operator, for breaking the host's rules.
  public var removedAt: Int64?

  public init(
    id: NoteID, postID: PostID, author: ParticipantID, createdAt: Int64,
    classification: Classification, answers: NoteReasons, summary: String,
    deletedAt: Int64? = nil, removedAt: Int64? = nil
  ) {
    self.id = id
    self.postID = postID
    self.author = author
    self.createdAt = createdAt
    self.classification = classification
    self.answers = answers
    self.summary = summary
    self.deletedAt = deletedAt
    self.removedAt = removedAt
  }

  /// Whether its words may be seen at all.
  public var isPresent: Bool { deletedAt == nil && removedAt == nil }
}

/// What one contributor answered about one note.
public struct Rating: Hashable, Sendable {
  public var noteID: NoteID
  public var rater: ParticipantID
  /// When the answer was last changed; changing tags alone keeps it.
  public var createdAt: Int64
  public var answer: Helpfulness
  public var tags: Set<RatingTag>
  /// The post on which it was rated.
  public var ratedOn: PostID
  public var source: RatingSource

  public init(
    noteID: NoteID, rater: ParticipantID, createdAt: Int64, answer: Helpfulness,
    tags: Set<RatingTag>, ratedOn: PostID, source: RatingSource = .default
  ) {
    self.noteID = noteID
    self.rater = rater
    self.createdAt = createdAt
    self.answer = answer
    self.tags = tags
    self.ratedOn = ratedOn
    self.source = source
  }
}
