import NoteModel
import Snapshot

/// Why a note is scored in a run: the subsets of notes that it belongs to, whose churn the flip
/// check looks at one by one.
struct RescoringReasons: OptionSet, Hashable, Sendable {
  let rawValue: UInt8

  // A run over everything.
  static let allNotes = Self(rawValue: 1 << 0)
  static let createdSomewhatRecently = Self(rawValue: 1 << 1)
  // A run that builds on an earlier one.
  static let newRatings = Self(rawValue: 1 << 2)
  /// Of both.
  static let notRescoredRecently = Self(rawValue: 1 << 3)
  static let flippedPreviousRun = Self(rawValue: 1 << 4)
  static let recentlyFlipped = Self(rawValue: 1 << 5)
  static let heldBack = Self(rawValue: 1 << 6)
  static let lockable = Self(rawValue: 1 << 7)

  /// In the order of the bits, which is that of the output column.
  static let names = [
    "ALL_NOTES", "NOTES_CREATED_SOMEWHAT_RECENTLY", "NOTES_WITH_NEW_RATINGS",
    "NEW_NOTES_NOT_RESCORED_RECENTLY_ENOUGH", "NOTES_FLIPPED_PREVIOUS_RUN",
    "RECENTLY_FLIPPED_NOTES_NOT_RESCORED_RECENTLY_ENOUGH", "NMR_DUE_TO_MIN_STABLE_CRH_TIME",
    "LOCKING_ELIGIBLE_RECENT_UNLOCKED_NOTES",
  ]

  /// The text of every combination, by raw value.
  static let texts = (0...UInt8.max).map { RescoringReasons(rawValue: $0).text }

  /// Names joined by commas, as in the output table.
  var text: String {
    Self.names.indices.filter { rawValue & 1 << UInt8($0) != 0 }.map { Self.names[$0] }
      .joined(separator: ",")
  }
}

extension RescoringReasons {
  /// What a note's row in the history tells; nil where it has none.
  struct Record {
    var createdAt: Int64
    /// When it was last scored.
    var scoredAt: Int64?
    var statusChangedAt: Int64?
    var heldBackAt: Int64?
    var isLocked = false
    /// Whether what decided its status allows a lock.
    var isLockable = false
    /// Whether it was rated since the run before.
    var hasNewRatings = false
  }

  /// In a run over everything (9.4 of the specification).
  init(overEverything note: Record, now: Int64) {
    self = .allNotes
    if note.createdAt >= now - 13 * Millis.day, note.createdAt < now - 3 * Millis.day {
      insert(.createdSomewhatRecently)
    }
    if note.isOverdue(now) { insert(.notRescoredRecently) }
  }

  /// In a run that builds on an earlier one; empty: the note keeps its scores.
  init(sincePrevious note: Record, now: Int64) {
    self = []
    if note.hasNewRatings {
      insert(.newRatings)
    } else {
      if note.isOverdue(now) { insert(.notRescoredRecently) }
      if let changed = note.statusChangedAt, changed == note.scoredAt {
        insert(.flippedPreviousRun)
      }
    }
    if let changed = note.statusChangedAt, changed > now - Millis.day,
      let scored = note.scoredAt, scored < now - Millis.hour
    {
      insert(.recentlyFlipped)
    }
    if let heldBack = note.heldBackAt, heldBack > 0 { insert(.heldBack) }
    if !note.isLocked, note.isLockable, note.createdAt > now - 21 * Millis.day,
      note.createdAt < now - 14 * Millis.day
    {
      insert(.lockable)
    }
  }
}

extension RescoringReasons.Record {
  /// A new note that was last scored more than a day ago.
  fileprivate func isOverdue(_ now: Int64) -> Bool {
    createdAt > now - 14 * Millis.day && (scoredAt.map { $0 < now - Millis.day } ?? false)
  }
}

extension RescoringReasons.Record {
  init(
    _ note: Int, _ notes: PreparedNotes, _ history: HistoryTable, lockable: Set<UInt16>,
    hasNewRatings: Bool
  ) {
    self.init(createdAt: notes.createdAtMillis[note], hasNewRatings: hasNewRatings)
    let row = Int(notes.historyRow[note])
    guard row >= 0 else { return }
    scoredAt = history.currentStatusAt[row].value
    statusChangedAt = history.mostRecentStatusChangeAt[row].value
    heldBackAt = history.nmrDueToMinStableCrhTimeAt[row].value
    isLocked = history.lockedStatus[row] != nil
    isLockable = history.currentDecidedBy[row].map(lockable.contains) ?? false
  }
}

extension PreparedSnapshot {
  /// Why each known note is scored now, by position; nil: it keeps the scores of the run before.
  func rescoringReasons() -> [RescoringReasons?] {
    let history = snapshot.history
    let lockable = Set(
      history.decidedByNames.indices.filter { index in
        RuleName.allCases.contains { $0.allowsLock && $0.name == history.decidedByNames[index] }
      }.map { UInt16($0) })
    return (0..<notes.count).map { note in
      guard notes.isKnown[note] else { return nil }
      guard let previous = options.previous else {
        return RescoringReasons(
          overEverything: RescoringReasons.Record(
            note, notes, history, lockable: lockable, hasNewRatings: false), now: now)
      }
      let isNew = ratings.range(ofNote: note).contains {
        ratings.createdAtMillis[$0] > previous.ratingsUntil
      }
      let reasons = RescoringReasons(
        sincePrevious: RescoringReasons.Record(
          note, notes, history, lockable: lockable, hasNewRatings: isNew), now: now)
      // A note that no run has scored yet has no row to keep.
      return reasons.isEmpty && previous.hasNote(notes.noteIDs[note]) ? nil : reasons
    }
  }
}
