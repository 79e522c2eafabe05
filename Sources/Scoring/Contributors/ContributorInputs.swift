import Factorization
import NoteModel
import Snapshot

/// What contributor scores are computed from, besides the models.
struct ContributorInputs: Sendable {
  /// All ratings that take part, those of coordinated raters included.
  let ratings: RatingStore
  let notes: PreparedNotes
  let outcomes: NoteOutcomes
  let enrollment: EnrollmentTable
  /// Length of `Snapshot.participants`.
  let participantCount: Int
  /// Milliseconds since the epoch at which to decide.
  let now: Int64
}

/// What a run found of every note; indexed by position in `Snapshot.noteIDs`.
struct NoteOutcomes: Sendable {
  /// The status decided; nil for notes that are not known.
  var status: [NoteStatus?]
  /// When the latest status other than "needs more ratings" came about, this run included.
  var latestNonNMRStatusAt: [OptionalMillis]
  /// Ratings after the removal of coordinated ones.
  var ratingCounts: [Int32]
  /// Those of the last 28 days.
  var recentRatingCounts: [Int32]
  /// NaN where the core model has none.
  var coreIntercept: [Float]
}

extension NoteOutcomes {
  /// - Parameter history: the history after the run.
  init(history: HistoryTable, site: SiteScoring, core: ModelResult?) {
    let count = site.ratingCounts.count
    status = Array(repeating: nil, count: count)
    latestNonNMRStatusAt = Array(repeating: .missing, count: count)
    for row in 0..<history.count {
      status[Int(history.note[row])] = history.currentStatus[row]
      latestNonNMRStatusAt[Int(history.note[row])] = history.latestNonNMRStatusAt[row]
    }
    ratingCounts = site.ratingCounts
    recentRatingCounts = site.recentRatingCounts
    coreIntercept = (0..<count).map { note in
      guard let core, core.isScored[note] else { return .nan }
      return core.parameters[note].intercept
    }
  }
}
