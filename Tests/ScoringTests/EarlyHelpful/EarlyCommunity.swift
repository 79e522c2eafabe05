import Factorization
import NoteModel
import Parallel
import Snapshot

@testable import Scoring

/// A few notes with ratings and a history, whose people and notes are called by number.
struct EarlyCommunity {
  /// 28 May 2026: when notes are written.
  static let start: Int64 = 1_780_000_000_000

  var people: Int
  var noteCount: Int
  var topics: [NoteTopic?]
  /// By note.
  var author: [UInt32]
  var createdAt: [Int64]
  /// Notes that only the history has.
  var deleted: Set<Int> = []
  /// Modeling group of each person; nil for those that are not enrolled.
  var groups: [Int16?]
  private var ratings = RatingTable()
  private var changes: [(inout HistoryTable) -> Void] = []

  /// - Parameter people: all in core group 1. The last of them writes all notes.
  init(people: Int, notes: Int) {
    self.people = people
    noteCount = notes
    topics = Array(repeating: nil, count: notes)
    author = Array(repeating: UInt32(people - 1), count: notes)
    createdAt = Array(repeating: Self.start, count: notes)
    groups = Array(repeating: 1, count: people)
  }

  /// Rates a note, some milliseconds after `start`.
  mutating func rate(
    _ note: Int, by rater: Int, _ level: Helpfulness = .helpful, after delay: Int64,
    _ tags: RatingTags = []
  ) {
    ratings.note.append(UInt32(note))
    ratings.rater.append(UInt32(rater))
    ratings.createdAtMillis.append(Self.start + delay)
    ratings.answer.append(RatingAnswer(level: level))
    ratings.tags.append(tags)
    ratings.ratedOnPostID.append(.min)
  }

  /// Sets cells of the history, which has a row for every note.
  mutating func history(_ change: @escaping (inout HistoryTable) -> Void) {
    changes.append(change)
  }

  func evidence(_ prescored: Prescored = Prescored()) throws -> EarlyEvidence {
    let (store, data) = try prepared()
    return EarlyEvidence(store, data, prescored)
  }

  func prepared() throws -> (store: RatingStore, data: ScoringData) {
    var snapshot = Snapshot(
      participants: ParticipantIDs((0..<people).map { "person\(1000 + $0)" }),
      noteIDs: (0..<noteCount).map { Int64($0 + 1) })
    for note in 0..<noteCount where !deleted.contains(note) {
      snapshot.notes.note.append(UInt32(note))
      snapshot.notes.author.append(author[note])
      snapshot.notes.createdAtMillis.append(createdAt[note])
      snapshot.notes.postID.append(-1)
      snapshot.notes.classification.append(.misleading)
    }
    for note in 0..<noteCount {
      snapshot.history.append(
        note: UInt32(note), author: author[note], createdAtMillis: createdAt[note])
    }
    for change in changes { change(&snapshot.history) }
    snapshot.ratings = ratings
    for (person, group) in groups.enumerated() {
      guard let group else { continue }
      snapshot.enrollment.participant.append(UInt32(person))
      snapshot.enrollment.modelingGroup.append(group)
    }
    let notes = try PreparedNotes(snapshot)
    let data = ScoringData(
      notes: notes, history: snapshot.history,
      enrollment: Enrollment(snapshot.enrollment, participants: people),
      topics: NoteTopics(topic: topics), workers: Workers(threads: 2), seed: 1, onStage: { _ in })
    return (RatingStore(snapshot.ratings, notes: notes), data)
  }
}

extension PrescoredModel {
  /// A model that knows nothing but factors of raters; NaN where a round lacks the rater.
  init(factors: [(rater: UInt32, final: Float, first: Float)]) {
    var raters = Raters()
    for row in factors {
      raters.rater.append(row.rater)
      raters.parameters.append(BiasFactor(intercept: 0, factor: row.final))
      raters.firstRound.append(BiasFactor(intercept: 0, factor: row.first))
    }
    self.init(
      notes: Notes(), raters: raters,
      meta: Meta(
        globalIntercept: nil, lowDiligenceGlobals: .zero, tagThresholds: [], finalRoundRatings: 0,
        finalRoundNotes: 0, finalRoundRaters: 0))
  }
}
