import NoteModel
import Snapshot

/// The notes table joined with the status history: everything scoring knows of a note but its
/// ratings. Arrays are indexed by position in `Snapshot.noteIDs`.
public struct PreparedNotes: Sendable {
  public let noteIDs: [Int64]
  /// Whether the note is in the notes table or the history; others are named by ratings alone and
  /// take no part.
  public private(set) var isKnown: [Bool]
  /// Position in `Snapshot.participants`.
  public private(set) var author: [UInt32]
  public private(set) var createdAtMillis: [Int64]
  /// Nil for deleted notes.
  public private(set) var classification: [Classification?]
  /// Row in the history, or −1.
  public private(set) var historyRow: [Int32]
  /// Row in the notes table, or −1.
  public private(set) var noteRow: [Int32]

  public var count: Int { noteIDs.count }

  /// - Throws: `ScoringError.noteContradictsHistory` if the two tables disagree on a note's author
  ///   or creation time.
  public init(_ snapshot: Snapshot) throws(ScoringError) {
    let count = snapshot.noteIDs.count
    noteIDs = snapshot.noteIDs
    isKnown = Array(repeating: false, count: count)
    author = Array(repeating: .max, count: count)
    createdAtMillis = Array(repeating: 0, count: count)
    classification = Array(repeating: nil, count: count)
    historyRow = Array(repeating: -1, count: count)
    noteRow = Array(repeating: -1, count: count)
    let history = snapshot.history
    for row in 0..<history.count {
      let note = Int(history.note[row])
      isKnown[note] = true
      author[note] = history.author[row]
      createdAtMillis[note] = history.createdAtMillis[row]
      historyRow[note] = Int32(row)
    }
    let notes = snapshot.notes
    for row in 0..<notes.count {
      let note = Int(notes.note[row])
      if isKnown[note],
        author[note] != notes.author[row] || createdAtMillis[note] != notes.createdAtMillis[row]
      {
        throw .noteContradictsHistory(noteID: noteIDs[note])
      }
      isKnown[note] = true
      author[note] = notes.author[row]
      createdAtMillis[note] = notes.createdAtMillis[row]
      classification[note] = notes.classification[row]
      noteRow[note] = Int32(row)
    }
  }

  /// The same notes, of which only some are known.
  func knowing(_ isWanted: (Int) -> Bool) -> PreparedNotes {
    var copy = self
    for note in 0..<count where !isWanted(note) {
      copy.isKnown[note] = false
      copy.noteRow[note] = -1
    }
    return copy
  }

  /// Whether ratings of the note count: notes that say "not misleading" were not scored before
  /// October 2022, and a deleted note only if the history still has it.
  func acceptsRatings(_ note: Int) -> Bool {
    guard isKnown[note] else { return false }
    switch classification[note] {
    case .misleading: return true
    case .notMisleading: return createdAtMillis[note] > Moment.notMisleadingLaunch
    case nil: return historyRow[note] >= 0
    }
  }
}
