import NoteModel
import Parallel
import Snapshot

/// What all models share: notes, their history, who takes part, topics, and how to work.
struct ScoringData: Sendable {
  let notes: PreparedNotes
  let history: HistoryTable
  let enrollment: Enrollment
  let topics: NoteTopics
  let workers: Workers
  let seed: UInt64
  /// Told as each stage begins.
  let onStage: @Sendable (ScoringStage) -> Void

  var participantCount: Int { enrollment.row.count }

  /// The status of every note before this run.
  func previousStatus(_ note: Int) -> NoteStatus? {
    let row = notes.historyRow[note]
    return row < 0 ? nil : history.currentStatus[Int(row)]
  }
}

extension ScoringModel {
  /// The notes whose status the model decides: known ones, of its topic, or without topic where it
  /// excludes topics.
  func notesInScope(_ data: ScoringData) -> [Bool] {
    data.notes.isKnown.indices.map { note in
      guard data.notes.isKnown[note] else { return false }
      if let topic { return data.topics.topic[note] == topic }
      return !(excludesTopics && data.topics.topic[note] != nil)
    }
  }

  /// The ratings that the model looks at.
  func scope(_ store: RatingStore, _ data: ScoringData) -> Scope {
    let raters =
      groups.map { data.enrollment.members(of: $0, includingUnenrolled: includesUnenrolled) }
      ?? Array(repeating: true, count: data.participantCount)
    let scope = Scope(notes: notesInScope(data), raters: raters)
    return requiresCapture ? Scope(notes: captured(store, scope), raters: raters) : scope
  }

  /// Notes in scope of whose ratings enough are by the model's raters.
  func captured(_ store: RatingStore, _ scope: Scope) -> [Bool] {
    guard let captureThreshold else { return scope.notes }
    let inGroup = store.ratingCounts(in: scope)
    return scope.notes.indices.map { note in
      let all = store.range(ofNote: note).count
      return scope.notes[note] && all > 0
        && Double(inGroup[note]) / Double(all) >= captureThreshold
    }
  }
}
