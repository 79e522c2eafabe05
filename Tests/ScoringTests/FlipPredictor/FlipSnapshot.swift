import NoteModel
import Parallel
import Snapshot

@testable import Scoring

/// A snapshot of a few notes on recent posts, for tests; participants are numbers from 0.
struct FlipSnapshot {
  /// A post younger than the oldest that the predictor learns from.
  static let post: Int64 = 1_900_000_000_000_000_000
  /// When it was made, milliseconds.
  static let posted: Int64 = (post >> 22) + 1_288_834_974_657

  var snapshot: Snapshot
  var raterFactors: [Float]

  init(participants: Int) {
    snapshot = Snapshot(
      participants: ParticipantIDs((0..<participants).map { String(1000 + $0) }))
    raterFactors = Array(repeating: .nan, count: participants)
  }

  /// Adds a note with a history row, written so many minutes after the first post.
  ///
  /// - Returns: its position.
  @discardableResult
  mutating func note(
    by author: UInt32 = 0, post: Int64 = post, minute: Int64 = 10,
    _ classification: Classification = .misleading
  ) -> Int {
    let note = UInt32(snapshot.noteIDs.count)
    snapshot.noteIDs.append(Int64(note) + 1)
    let time = Self.posted + minute * Millis.minute
    snapshot.notes.note.append(note)
    snapshot.notes.author.append(author)
    snapshot.notes.createdAtMillis.append(time)
    snapshot.notes.postID.append(post)
    snapshot.notes.classification.append(classification)
    snapshot.history.append(note: note, author: author, createdAtMillis: time)
    return Int(note)
  }

  mutating func rating(
    of note: Int, by rater: UInt32, _ level: Helpfulness = .helpful, minute: Int64,
    tags: RatingTags = []
  ) {
    snapshot.ratings.note.append(UInt32(note))
    snapshot.ratings.rater.append(rater)
    snapshot.ratings.createdAtMillis.append(Self.posted + minute * Millis.minute)
    snapshot.ratings.answer.append(RatingAnswer(level: level))
    snapshot.ratings.tags.append(tags)
    snapshot.ratings.ratedOnPostID.append(.min)
  }

  /// Gives a note a first status.
  mutating func firstStatus(_ status: NoteStatus, of note: Int, minute: Int64) {
    snapshot.history.firstNonNMRStatus[note] = status
    snapshot.history.firstNonNMRStatusAt[note] = Self.at(minute)
  }

  /// So many minutes after the first post.
  static func at(_ minute: Int64) -> OptionalMillis {
    OptionalMillis(posted + minute * Millis.minute)
  }

  func data() throws -> FlipData {
    let notes = try PreparedNotes(snapshot)
    return FlipData(
      notes: notes, posts: NotePosts(snapshot.notes, noteCount: notes.count),
      history: snapshot.history, ratings: RatingStore(snapshot.ratings, notes: notes),
      raterFactors: raterFactors, workers: Workers(threads: 2))
  }

  /// The features of one note.
  func features(of note: Int, cutoffMinute: Int64 = 100_000) throws -> FlipFeatureTable {
    let cutoff = Self.posted + cutoffMinute * Millis.minute
    return try data().table([FlipData.Subject(note: note, cutoff: cutoff, present: cutoff)])
  }
}
