import NoteModel
import Parallel
import Snapshot

/// How to score a snapshot.
public struct ScoringOptions: Sendable {
  /// Milliseconds since the epoch at which to decide; nil: when the snapshot's newest note or
  /// rating was made.
  public var now: Int64?
  public var seed: UInt64
  public var workers: Workers
  public var clusters: RaterClusters
  /// Nil: no note has a topic.
  public var topics: NoteTopics?
  public var models: ModelTable

  public init(
    now: Int64? = nil, seed: UInt64 = 0, workers: Workers = .all,
    clusters: RaterClusters = RaterClusters(), topics: NoteTopics? = nil, models: ModelTable = .all
  ) {
    self.now = now
    self.seed = seed
    self.workers = workers
    self.clusters = clusters
    self.topics = topics
    self.models = models
  }
}

/// Everything that scoring a snapshot gives.
public struct ScoredSnapshot: Sendable {
  public let now: Int64
  public let notes: PreparedNotes
  public let topics: NoteTopics
  /// What prescoring learned, by model; models with too few ratings are absent.
  public let prescored: Prescored
  public let models: ModelResults
  /// Which helpful notes are expected to lose that status.
  public let flips: FlipPredictions
  /// By position in `Snapshot.noteIDs`.
  public let verdicts: [SiteVerdict]
  /// The history after this run: one row per known note, ascending.
  public let history: HistoryTable
  public let counts: NoteCounts
  /// Why each note was scored, as a position in `RescoringReasons.texts`.
  let rescoring: [UInt8]
  /// The status of each note before this run.
  public let previousStatus: [NoteStatus?]

  /// Ratings of each note that took part.
  public struct NoteCounts: Sendable {
    public let ratings: [Int32]
    public let populationSampled: [Int32]
    /// Of the last 28 days.
    public let recent: [Int32]
    /// 22 counts per note by `RatingTag.rawValue`.
    public let tags: [Int32]
  }
}

/// Scores a snapshot.
///
/// The result depends on the snapshot and the options alone, not on `workers`.
///
/// - Parameter onStage: called as each stage begins.
/// - Throws: `ScoringError`.
public func score(
  _ snapshot: Snapshot, _ options: ScoringOptions,
  onStage: @escaping @Sendable (ScoringStage) -> Void = { _ in }
) throws(ScoringError) -> ScoredSnapshot {
  onStage(.preparation)
  let now = options.now ?? snapshot.newestMillis
  let notes = try PreparedNotes(snapshot)
  let participants = snapshot.participants.count
  let data = ScoringData(
    notes: notes, history: snapshot.history,
    enrollment: Enrollment(snapshot.enrollment, participants: participants),
    topics: options.topics ?? .none(noteCount: notes.count), workers: options.workers,
    seed: options.seed, onStage: onStage)
  let ratings = RatingStore(snapshot.ratings, notes: notes)

  let prescoringRatings = ratings.droppingCoordinatedRatings(options.clusters, notes: notes)
  let prescored = try prescore(prescoringRatings, data, options.models)
  let restricted = options.clusters.restrictedToFinalScoring
  let finalRatings = ratings.droppingCoordinatedRatings(restricted, notes: notes)
  onStage(.flipPredictor)
  let flips = FlipPredictions.make(
    FlipPredictor(seed: options.seed),
    FlipData(
      notes: notes, posts: NotePosts(snapshot.notes, noteCount: notes.count),
      history: snapshot.history, ratings: prescoringRatings,
      raterFactors: prescored.coverageFactors(participants: participants),
      workers: options.workers),
    ratings: ratings, restricted: finalRatings, now: now)

  let models = try scoreFinal(
    finalRatings, data, options.models, prescored,
    suspects: SuspectRaters(
      highVolume: ratings.highVolumeRaters(participants: participants),
      correlated: restricted.correlatedRaters(participants: participants)))

  onStage(.decision)
  let site = SiteScoring(finalRatings, data, models: models, flips: flips, now: now)
  return ScoredSnapshot(
    now: now, notes: notes, topics: data.topics, prescored: prescored, models: models,
    flips: flips, verdicts: site.verdicts,
    history: updatedHistory(data, verdicts: site.verdicts, models: models, now: now),
    counts: ScoredSnapshot.NoteCounts(
      ratings: site.ratingCounts, populationSampled: site.populationSampledCounts,
      recent: site.recentRatingCounts, tags: site.tagCounts),
    rescoring: (0..<notes.count).map { RescoringReasons.position(note: $0, data, now: now) },
    previousStatus: (0..<notes.count).map { data.previousStatus($0) })
}

extension Snapshot {
  /// When the newest note or rating was made; 0 without any.
  public var newestMillis: Int64 {
    max(notes.createdAtMillis.max() ?? 0, ratings.createdAtMillis.max() ?? 0)
  }
}
