import NoteEvaluation
import NoteModel
import Snapshot

extension RatedNote {
  /// The notes of a snapshot that teach something, in the order of its rows.
  ///
  /// - Parameter posts: texts by post id.
  static func labelled(
    in data: Snapshot, posts: [Int64: String], _ viewpoints: Viewpoints
  ) -> [RatedNote] {
    let evidence = evidence(in: data, viewpoints)
    var statuses = [NoteStatus?](repeating: nil, count: data.noteIDs.count)
    for row in 0..<data.history.count {
      statuses[Int(data.history.note[row])] = data.history.currentStatus[row]
    }
    return (0..<data.notes.count).compactMap { row in
      let position = Int(data.notes.note[row])
      let id = data.noteIDs[position]
      let post = data.notes.postID[row]
      var note = RatedNote(
        id: id, postID: post > 0 ? post : nil, createdAtMillis: data.notes.createdAtMillis[row],
        note: "", evidence: evidence[position], intercept: viewpoints.intercepts[id],
        status: statuses[position])
      // Texts of notes that teach nothing are not read.
      guard note.hasLabel else { return nil }
      note.note = data.notes.summary[row]
      note.post = posts[post] ?? ""
      return note
    }
  }

  /// By position of the note.
  private static func evidence(
    in data: Snapshot, _ viewpoints: Viewpoints
  ) -> [RatingEvidence] {
    let raters = (0..<data.participants.count).map { viewpoints.raters[data.participants[$0]] }
    let notes = data.noteIDs.map { viewpoints.notes[$0] }
    let forms = RatingForms(data.ratings)
    var evidence = [RatingEvidence](repeating: RatingEvidence(), count: data.noteIDs.count)
    for row in 0..<data.ratings.count {
      guard let helpfulness = data.ratings.answer[row].helpfulness else { continue }
      let note = Int(data.ratings.note[row])
      evidence[note].add(
        data.ratings.tags[row],
        weight: ViewpointWeight.weight(
          helpfulness, rater: raters[Int(data.ratings.rater[row])], note: notes[note]),
        form: forms.tags(at: data.ratings.createdAtMillis[row]))
    }
    return evidence
  }
}
