import NoteModel
import Snapshot

/// The statuses that somebody published.
public struct PublishedStatuses: Sendable {
  public struct Note: Sendable, Equatable {
    public var id: Int64
    public var status: NoteStatus
    /// The rule that decided, as published; nil where the table does not say.
    public var decidedBy: String?
  }

  /// Ascending by id, each once.
  public let notes: [Note]
  /// When they were decided, in milliseconds since the epoch; nil where the table does not say.
  public let decidedAt: Int64?
  /// The file or folder that they were read from.
  public let source: String

  public init(_ notes: [Note], decidedAt: Int64?, source: String) {
    var seen: Set<Int64> = []
    self.notes = notes.filter { seen.insert($0.id).inserted }.sorted { $0.id < $1.id }
    self.decidedAt = decidedAt
    self.source = source
  }

  /// From the final statuses of a run's `scored_notes.tsv`.
  ///
  /// - Throws: `TableError`.
  public init(scoredNotes table: TSVTable) throws(TableError) {
    let decidedAt = try table.integers("timestampMillisOfCurrentStatus")
    self.init(
      try Self.notes(table, status: "finalRatingStatus", decidedBy: "decidedBy"),
      decidedAt: decidedAt.lazy.compactMap(\.self).max(), source: table.file)
  }

  /// From the current statuses of a run's `note_status_history.tsv`.
  ///
  /// - Throws: `TableError`.
  public init(statusHistory table: TSVTable) throws(TableError) {
    self.init(
      try Self.notes(table, status: "currentStatus", decidedBy: "currentDecidedBy"),
      decidedAt: nil, source: table.file)
  }

  /// From the current statuses of a public status history.
  public init(_ history: HistoryTable, noteIDs: [Int64], source: String) {
    self.init(
      history.note.indices.compactMap { row in
        history.currentStatus[row].map { status in
          Note(
            id: noteIDs[Int(history.note[row])], status: status,
            decidedBy: history.currentDecidedBy[row].map { history.decidedByNames[Int($0)] })
        }
      }, decidedAt: nil, source: source)
  }

  private static func notes(
    _ table: TSVTable, status: String, decidedBy: String
  ) throws(TableError) -> [Note] {
    let ids = try table.integers("noteId")
    let statuses = try table.texts(status)
    let deciders = try table.texts(decidedBy)
    var notes: [Note] = []
    for row in ids.indices {
      guard let id = ids[row], let name = statuses[row] else { continue }
      guard let status = NoteStatus(name: name) else {
        throw TableError(
          .badValue(text: name, expected: "a status such as CURRENTLY_RATED_HELPFUL"),
          file: table.file, column: status)
      }
      notes.append(Note(id: id, status: status, decidedBy: deciders[row]))
    }
    return notes
  }
}
