import NoteModel

/// In which order the notes of one post stand (STA-23, STA-24).
public struct NoteOrder: Hashable, Sendable {
  public var noteID: NoteID
  public var createdAt: Int64
  public var status: NoteStatus
  public var intercept: Double?
  public var helpfulSince: Int64?

  public init(
    noteID: NoteID, createdAt: Int64, status: NoteStatus = .needsMoreRatings,
    intercept: Double? = nil, helpfulSince: Int64? = nil
  ) {
    self.noteID = noteID
    self.createdAt = createdAt
    self.status = status
    self.intercept = intercept
    self.helpfulSince = helpfulSince
  }

  /// - Parameter record: nil: no run has seen the note.
  public init(_ note: Note, _ record: StatusRecord?) {
    self.init(
      noteID: note.id, createdAt: note.createdAt,
      status: record?.publicStatus ?? .needsMoreRatings, intercept: record?.comparableIntercept,
      helpfulSince: record?.helpfulSince)
  }

  /// On a post's page: helpful notes, then those that need ratings, then those that are not
  /// helpful. Those that need ratings stand newest first, the others by intercept, highest first.
  public static func onPage(_ left: NoteOrder, _ right: NoteOrder) -> Bool {
    if left.section != right.section { return left.section < right.section }
    return left.section == 1 ? isNewer(left, right) : leads(left, right)
  }

  /// Which of two shown notes stands with the post: the one with the higher intercept, among equals
  /// the one that has been helpful for longer.
  public static func leads(_ left: NoteOrder, _ right: NoteOrder) -> Bool {
    let (intercept, other) = (left.intercept ?? -.infinity, right.intercept ?? -.infinity)
    if intercept != other { return intercept > other }
    let (since, otherSince) = (left.helpfulSince ?? .max, right.helpfulSince ?? .max)
    if since != otherSince { return since < otherSince }
    return isNewer(left, right)
  }

  /// Numbers are unique, so that the order is complete.
  private static func isNewer(_ left: NoteOrder, _ right: NoteOrder) -> Bool {
    (left.createdAt, left.noteID) > (right.createdAt, right.noteID)
  }

  private var section: Int {
    switch status {
    case .helpful: 0
    case .needsMoreRatings, .needsYourHelp, .firmReject: 1
    case .notHelpful: 2
    }
  }
}
