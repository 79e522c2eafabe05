import NoteModel

/// The public data of a Community Notes site at one moment, in memory.
///
/// Tables are columnar. Participants and notes are interned once: a column that names one holds
/// its 32-bit position in `participants` or `noteIDs`. Both lists ascend, so that positions compare
/// as ids do and do not depend on the order of files, rows or threads.
public struct Snapshot: Sendable {
  /// Every participant that any table names, ascending by the bytes of the id.
  public var participants: ParticipantIDs
  /// Every note that any table names (notes, ratings, history), ascending.
  public var noteIDs: [Int64]

  public var notes: NoteTable
  public var ratings: RatingTable
  public var history: HistoryTable
  public var enrollment: EnrollmentTable
  public var requests: NoteRequestTable

  public init(
    participants: ParticipantIDs = ParticipantIDs([]), noteIDs: [Int64] = [],
    notes: NoteTable = NoteTable(), ratings: RatingTable = RatingTable(),
    history: HistoryTable = HistoryTable(), enrollment: EnrollmentTable = EnrollmentTable(),
    requests: NoteRequestTable = NoteRequestTable()
  ) {
    self.participants = participants
    self.noteIDs = noteIDs
    self.notes = notes
    self.ratings = ratings
    self.history = history
    self.enrollment = enrollment
    self.requests = requests
  }
}
