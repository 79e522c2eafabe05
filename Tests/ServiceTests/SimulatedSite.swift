import CommunityRules
import Foundation
import NoteModel
import Scoring
import Simulation
import Snapshot
import Storage
import Synchronization

@testable import Service

/// A store that holds a simulated community, in a file that goes away with the value.
final class SimulatedSite: Sendable {
  let folder: URL
  let store: SQLiteStore
  /// When the newest note or rating was made.
  let newest: Int64

  init(raters: Int, notes: Int, ratings: Int, seed: UInt64 = 3) async throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "site-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    store = try SQLiteStore(path: folder.appending(path: "community.sqlite").path)
    var community = Community()
    community.raters = raters
    community.notes = notes
    community.ratings = ratings
    community.seed = seed
    community.history = false
    community.coordinatedGroups.count = 0
    let snapshot = try community.snapshot()
    newest = snapshot.newestMillis
    try await store.fill(from: snapshot)
  }

  /// The store closes when nobody has it any more: the last to let go may be its own queue, which would
  /// wait for itself.
  deinit { try? FileManager.default.removeItem(at: folder) }
}

extension SQLiteStore {
  /// Writes a snapshot's people, notes and ratings, as if they had come in one by one.
  fileprivate func fill(from snapshot: Snapshot) async throws {
    try await write { store in
      let names = (0..<snapshot.participants.count).map {
        ParticipantID(rawValue: snapshot.participants[$0])
      }
      for (index, name) in names.enumerated() {
        try store.insert(Contributor(id: name, alias: "Member \(index)", joinedAt: 1))
      }
      var posts: Set<Int64> = []
      let notes = snapshot.notes
      for row in 0..<notes.count {
        let post = max(1, notes.postID[row])
        if posts.insert(post).inserted {
          try store.insert(
            Post(id: PostID(post), url: "https://example.org/\(post)", addedAt: 1))
        }
        let id = NoteID(snapshot.noteIDs[Int(notes.note[row])])
        let author = names[Int(notes.author[row])]
        try store.insert(
          Note(
            id: id, postID: PostID(post), author: author, createdAt: notes.createdAtMillis[row],
            classification: notes.classification[row] ?? .misleading, answers: notes.reasons[row],
            summary: notes.summary[row]))
        try store.put(
          StatusRecord(noteID: id, author: author, noteCreatedAt: notes.createdAtMillis[row]))
      }
      let ratings = snapshot.ratings
      for row in 0..<ratings.count {
        guard let answer = ratings.answer[row].helpfulness else { continue }
        let tags = RatingTag.allCases.filter(ratings.tags[row].contains)
        try store.put(
          Rating(
            noteID: NoteID(snapshot.noteIDs[Int(ratings.note[row])]),
            rater: names[Int(ratings.rater[row])], createdAt: ratings.createdAtMillis[row],
            answer: answer, tags: Set(tags), ratedOn: PostID(1),
            source: ratings.answer[row].source ?? .default))
      }
    }
  }
}

/// A clock that a test sets.
final class SettableClock: Sendable {
  private let millis: Mutex<Int64>

  init(_ millis: Int64) { self.millis = Mutex(millis) }

  var now: Int64 {
    get { millis.withLock { $0 } }
    set { millis.withLock { $0 = newValue } }
  }

  var clock: SiteClock { SiteClock { self.now } }
}
