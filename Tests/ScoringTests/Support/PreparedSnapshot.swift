import NoteModel
import Parallel
import Snapshot
import Testing

@testable import Scoring

/// A snapshot after preparation, with positions by name.
struct PreparedSnapshot {
  let snapshot: Snapshot
  let notes: PreparedNotes
  let store: RatingStore

  init(_ snapshot: Snapshot) throws {
    self.snapshot = snapshot
    notes = try PreparedNotes(snapshot)
    store = RatingStore(snapshot.ratings, notes: notes)
  }

  /// All notes and all raters.
  var everything: Scope {
    Scope(
      notes: Array(repeating: true, count: notes.count),
      raters: Array(repeating: true, count: snapshot.participants.count))
  }

  var data: ScoringData {
    ScoringData(
      notes: notes, history: snapshot.history,
      enrollment: Enrollment(snapshot.enrollment, participants: snapshot.participants.count),
      topics: .none(noteCount: notes.count), workers: Workers(threads: 1), seed: 1,
      onStage: { _ in })
  }

  func person(_ name: String) throws -> Int {
    try #require(snapshot.participants.position(of: name))
  }

  func note(_ id: Int64) throws -> Int { try #require(notes.noteIDs.firstIndex(of: id)) }

  /// A value for every participant, by name; others get `rest`.
  func perPerson<Value>(_ values: [String: Value], rest: Value) throws -> [Value] {
    var all = Array(repeating: rest, count: snapshot.participants.count)
    for (name, value) in values { all[try person(name)] = value }
    return all
  }

  /// A value for every note, by id; others get `rest`.
  func perNote<Value>(_ values: [Int64: Value], rest: Value) throws -> [Value] {
    var all = Array(repeating: rest, count: notes.count)
    for (id, value) in values { all[try note(id)] = value }
    return all
  }

  /// Who rated a note in a store, in the store's order.
  func raters(of id: Int64, in store: RatingStore) throws -> [String] {
    store.range(ofNote: try note(id)).map { snapshot.participants[Int(store.rater[$0])] }
  }
}

extension ScoringModel {
  /// A model of all raters and all notes with the family's defaults.
  static let plain = ScoringModel(
    name: "Plain", prefix: "plain", groups: .core, includesUnenrolled: true)
}
