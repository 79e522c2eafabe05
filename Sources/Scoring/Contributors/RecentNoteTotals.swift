import NoteModel

extension ContributorInputs {
  /// Every participant's notes of the last 14 days that somebody rated and that are decided or have
  /// ten ratings.
  func noteTotals14Days() -> [NoteTotals] {
    noteTotals(ofLastDays: 14) { note, status in
      let count = ratings.range(ofNote: note).count
      return count >= 10 || (count > 0 && status != .needsMoreRatings)
    }
  }

  /// Every participant's notes of the last 90 days.
  func noteTotals90Days() -> [NoteTotals] {
    noteTotals(ofLastDays: 90) { _, _ in true }
  }

  /// Days are counted back from the newest note.
  private func noteTotals(
    ofLastDays days: Int64, where isCounted: (Int, NoteStatus) -> Bool
  ) -> [NoteTotals] {
    var totals = [NoteTotals](repeating: NoteTotals(), count: participantCount)
    let known = outcomes.status.indices.lazy.filter { outcomes.status[$0] != nil }
    guard let newest = known.map({ notes.createdAtMillis[$0] }).max() else { return totals }
    for note in known where notes.createdAtMillis[note] > newest - days * Millis.day {
      guard let status = outcomes.status[note], isCounted(note, status) else { continue }
      totals[Int(notes.author[note])].add(status)
    }
    return totals
  }
}
