import NoteModel
import Snapshot

@testable import Scoring

/// Builds a snapshot row by row, with participants and notes called by name.
///
///     var community = SnapshotBuilder()
///     community.note(1, by: "ann")
///     community.rate(1, by: "bob", .helpful, after: 2 * Millis.hour)
///     let given = try community.prepared()
struct SnapshotBuilder {
  /// 28 May 2026: when notes are written unless a test says otherwise.
  static let start: Int64 = 1_780_000_000_000

  private struct Note {
    var id: Int64
    var author: String
    var created: Int64
    var classification: Classification?
  }
  private struct Rating {
    var note: Int64
    var rater: String
    var time: Int64
    var answer: RatingAnswer
    var tags: RatingTags
  }
  private struct Past {
    var note: Note
    var change: (inout HistoryTable, Int) -> Void
  }

  private var notes: [Note] = []
  private var ratings: [Rating] = []
  private var past: [Past] = []
  private var enrolled: [(participant: String, group: Int16?)] = []

  /// Writes a note.
  mutating func note(
    _ id: Int64, by author: String = "author", at created: Int64 = start,
    _ classification: Classification? = .misleading
  ) {
    notes.append(Note(id: id, author: author, created: created, classification: classification))
  }

  /// Gives a note a row in the status history; `change` sets its cells.
  mutating func history(
    _ id: Int64, by author: String = "author", at created: Int64 = start,
    _ change: @escaping (inout HistoryTable, Int) -> Void = { _, _ in }
  ) {
    past.append(
      Past(
        note: Note(id: id, author: author, created: created, classification: nil), change: change))
  }

  /// Rates a note, some time after `start`.
  mutating func rate(
    _ note: Int64, by rater: String, _ level: Helpfulness = .helpful, after delay: Int64 = 0,
    _ tags: [RatingTag] = [], source: RatingSource = .default
  ) {
    rate(
      note, by: rater, RatingAnswer(level: level, source: source),
      at: Self.start + delay, tags)
  }

  /// Rates a note with an answer of any form.
  mutating func rate(
    _ note: Int64, by rater: String, _ answer: RatingAnswer, at time: Int64 = start,
    _ tags: [RatingTag] = []
  ) {
    ratings.append(
      Rating(
        note: note, rater: rater, time: time, answer: answer,
        tags: RatingTags(tags.map { RatingTags($0) })))
  }

  /// Enrolls a participant in a modeling group, or in none.
  mutating func enroll(_ participant: String, group: Int16?) {
    enrolled.append((participant, group))
  }

  /// The snapshot of all that was said so far.
  func snapshot() -> Snapshot {
    let people = ParticipantIDs(
      notes.map(\.author) + ratings.map(\.rater) + past.map(\.note.author)
        + enrolled.map(\.participant))
    let ids = Set(notes.map(\.id) + ratings.map(\.note) + past.map(\.note.id)).sorted()
    func person(_ name: String) -> UInt32 { UInt32(people.position(of: name) ?? 0) }
    func position(_ id: Int64) -> UInt32 { UInt32(ids.firstIndex(of: id) ?? 0) }
    var snapshot = Snapshot(participants: people, noteIDs: ids)
    for note in notes {
      snapshot.notes.note.append(position(note.id))
      snapshot.notes.author.append(person(note.author))
      snapshot.notes.createdAtMillis.append(note.created)
      snapshot.notes.postID.append(note.id)
      snapshot.notes.classification.append(note.classification)
    }
    snapshot.notes.reasons = notes.map { _ in [] }
    snapshot.notes.withdrawnAnswers = notes.map { _ in WithdrawnAnswers() }
    snapshot.notes.summary = TextColumn(notes.map { _ in "A note." })
    for rating in ratings {
      snapshot.ratings.note.append(position(rating.note))
      snapshot.ratings.rater.append(person(rating.rater))
      snapshot.ratings.createdAtMillis.append(rating.time)
      snapshot.ratings.answer.append(rating.answer)
      snapshot.ratings.tags.append(rating.tags)
      snapshot.ratings.ratedOnPostID.append(rating.note)
    }
    for row in past {
      snapshot.history.append(
        note: position(row.note.id), author: person(row.note.author),
        createdAtMillis: row.note.created)
      row.change(&snapshot.history, snapshot.history.count - 1)
    }
    for (participant, group) in enrolled {
      snapshot.enrollment.participant.append(person(participant))
      snapshot.enrollment.state.append(.earnedIn)
      snapshot.enrollment.successfulRatingNeededToEarnIn.append(5)
      snapshot.enrollment.lastStateChangeAt.append(.missing)
      snapshot.enrollment.lastEarnOutAt.append(OptionalMillis(1))
      snapshot.enrollment.modelingPopulation.append(.core)
      snapshot.enrollment.modelingGroup.append(group)
      snapshot.enrollment.numberOfTimesEarnedOut.append(0)
    }
    return snapshot
  }

  /// The snapshot joined and grouped, as the first stages of scoring see it.
  func prepared() throws -> PreparedSnapshot { try PreparedSnapshot(snapshot()) }
}
