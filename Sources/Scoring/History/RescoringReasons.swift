import NoteModel
import Snapshot

/// Why a note was scored in a run over everything: because all are, and which of the groups it is in
/// that a run over less would have to include.
enum RescoringReasons {
  /// Every combination, joined by commas as in the output table.
  static let texts = [
    "ALL_NOTES", "ALL_NOTES,NOTES_CREATED_SOMEWHAT_RECENTLY",
    "ALL_NOTES,NEW_NOTES_NOT_RESCORED_RECENTLY_ENOUGH",
    "ALL_NOTES,NOTES_CREATED_SOMEWHAT_RECENTLY,NEW_NOTES_NOT_RESCORED_RECENTLY_ENOUGH",
  ]

  /// The note's position in `texts`.
  static func position(note: Int, _ data: ScoringData, now: Int64) -> UInt8 {
    let created = data.notes.createdAtMillis[note]
    let row = data.notes.historyRow[note]
    let lastScored = row < 0 ? nil : data.history.currentStatusAt[Int(row)].value
    let isSomewhatRecent = created >= now - 13 * Millis.day && created < now - 3 * Millis.day
    let isOverdue =
      created > now - 14 * Millis.day && (lastScored.map { $0 < now - Millis.day } ?? false)
    return (isSomewhatRecent ? 1 : 0) + (isOverdue ? 2 : 0)
  }
}
