import NoteModel
import Snapshot

/// Which ratings of a note were given early enough to judge the rater by.
///
/// On notes since May 2022: within 48 hours of the note and before its latest status other than
/// "needs more ratings". On older notes: the first five within 48 hours.
struct QualifyingRatings: Sendable {
  let notes: PreparedNotes
  /// When the note's latest status other than "needs more ratings" came about.
  let latestNonNMRStatusAt: [OptionalMillis]

  /// - Parameter latestNonNMRStatusAt: by position in `Snapshot.noteIDs`.
  init(notes: PreparedNotes, latestNonNMRStatusAt: [OptionalMillis]) {
    self.notes = notes
    self.latestNonNMRStatusAt = latestNonNMRStatusAt
  }

  /// From the history as it was before this run.
  init(notes: PreparedNotes, history: HistoryTable) {
    self.init(
      notes: notes,
      latestNonNMRStatusAt: notes.historyRow.map {
        $0 < 0 ? .missing : history.latestNonNMRStatusAt[Int($0)]
      })
  }

  /// Calls `body` with the note's qualifying ratings in scope.
  func forEach(
    _ store: RatingStore, note: Int, in scope: Scope, _ body: (Int) -> Void
  ) {
    let created = notes.createdAtMillis[note]
    guard created < Moment.tombstoneLaunch else {
      let deadline = latestNonNMRStatusAt[note].value ?? .max
      store.forEachRating(ofNote: note, in: scope) { rating in
        let time = store.createdAtMillis[rating]
        if time - created < 48 * Millis.hour && time < deadline { body(rating) }
      }
      return
    }
    var early: [Int] = []
    store.forEachRating(ofNote: note, in: scope) { rating in
      if store.createdAtMillis[rating] - created < 48 * Millis.hour { early.append(rating) }
    }
    early.sort {
      (store.createdAtMillis[$0], $0) < (store.createdAtMillis[$1], $1)
    }
    early.prefix(5).forEach(body)
  }
}
