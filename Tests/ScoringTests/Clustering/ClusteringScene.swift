import NoteModel
import Parallel
import Snapshot

@testable import Scoring

/// A snapshot built note by note and rating by rating, with raters and authors by number.
struct ClusteringScene {
  static let start: Int64 = 1_780_000_000_000

  private(set) var snapshot = Snapshot()

  /// - Parameter participants: raters and authors are 0 ..< `participants`.
  init(participants: Int) {
    snapshot.participants = ParticipantIDs((0..<participants).map { "\(100_000 + $0)" })
  }

  /// Adds a note and returns its number.
  @discardableResult
  mutating func note(
    by author: UInt32, onPost post: Int64, day: Double = 0,
    _ classification: Classification? = .misleading
  ) -> Int {
    let note = snapshot.notes.count
    snapshot.noteIDs.append(Int64(note))
    snapshot.notes.note.append(UInt32(note))
    snapshot.notes.author.append(author)
    snapshot.notes.createdAtMillis.append(Self.start + Int64(day * Double(Millis.day)))
    snapshot.notes.postID.append(post)
    snapshot.notes.classification.append(classification)
    return note
  }

  /// Adds a rating so many milliseconds after its note.
  mutating func rate(
    _ note: Int, by rater: UInt32, after delay: Int64 = Millis.hour,
    _ level: Helpfulness? = .somewhatHelpful, legacyHelpful: Bool = false
  ) {
    snapshot.ratings.note.append(UInt32(note))
    snapshot.ratings.rater.append(rater)
    snapshot.ratings.createdAtMillis.append(snapshot.notes.createdAtMillis[note] + delay)
    snapshot.ratings.answer.append(RatingAnswer(level: level, legacyHelpful: legacyHelpful))
    snapshot.ratings.tags.append(RatingTags())
    snapshot.ratings.ratedOnPostID.append(snapshot.notes.postID[note])
  }

  func clusters(threads: Int = 2) throws -> RaterClusters {
    try RaterClusters.compute(snapshot, workers: Workers(threads: threads))
  }

  /// The members of each component.
  func components() throws -> Set<Set<UInt32>> {
    try clusters().groups(by: \.postSelectionValue)
  }

  /// The members of each quasi-clique.
  func quasiCliques() throws -> Set<Set<UInt32>> {
    try clusters().groups(by: \.quasiCliqueValue)
  }
}

extension RaterClusters {
  static func compute(_ snapshot: Snapshot, workers: Workers) throws -> RaterClusters {
    let notes = try PreparedNotes(snapshot)
    return compute(
      RatingStore(snapshot.ratings, notes: notes), notes: notes, table: snapshot.notes,
      participants: snapshot.participants.count, workers: workers)
  }

  /// The members of each cluster, whatever its label.
  func groups(by value: (Row) -> Int32) -> Set<Set<UInt32>> {
    var groups: [Int32: Set<UInt32>] = [:]
    for row in rows where value(row) > 0 { groups[value(row), default: []].insert(row.rater) }
    return Set(groups.values)
  }
}
