import NoteModel

/// What choosing notes that need ratings looks at; the same for every viewer (TIM-13 to TIM-18).
public struct NeedsHelpCandidate: Hashable, Sendable {
  public var noteID: NoteID
  public var postID: PostID
  public var author: ParticipantID
  public var noteCreatedAt: Int64
  /// When the post was published, or else became known.
  public var postedAt: Int64
  /// Likes, shares and comments that the post got per hour of late.
  public var attentionPerHour: Double
  public var status: NoteStatus
  public var isLocked: Bool
  /// Deleted by its writer or removed, or its post is.
  public var isGone: Bool
  public var intercept: Double?
  public var ratingCount: Int
  /// The ratings of people whose side is known.
  public var sides: SideCounts
  /// Meets the criteria and waits for the status (STA-40).
  public var isWaiting: Bool
  /// A term of `NoisyTerms` occurs.
  public var isNoisy: Bool
  /// The post's author asked for another look, and it still holds (TIM-21).
  public var isUnderReview: Bool
  /// The writer's record.
  public var writer: Impact

  public init(
    noteID: NoteID, postID: PostID, author: ParticipantID, noteCreatedAt: Int64, postedAt: Int64,
    attentionPerHour: Double = 0, status: NoteStatus = .needsMoreRatings, isLocked: Bool = false,
    isGone: Bool = false, intercept: Double? = nil, ratingCount: Int = 0,
    sides: SideCounts = SideCounts(), isWaiting: Bool = false, isNoisy: Bool = false,
    isUnderReview: Bool = false, writer: Impact = Impact()
  ) {
    self.noteID = noteID
    self.postID = postID
    self.author = author
    self.noteCreatedAt = noteCreatedAt
    self.postedAt = postedAt
    self.attentionPerHour = attentionPerHour
    self.status = status
    self.isLocked = isLocked
    self.isGone = isGone
    self.intercept = intercept
    self.ratingCount = ratingCount
    self.sides = sides
    self.isWaiting = isWaiting
    self.isNoisy = isNoisy
    self.isUnderReview = isUnderReview
    self.writer = writer
  }
}
