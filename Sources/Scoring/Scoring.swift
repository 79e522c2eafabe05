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
  /// Raters that behave as one; nil: find them.
  public var clusters: RaterClusters?
  /// Nil: computed from the texts of the notes.
  public var topics: NoteTopics?
  public var models: ModelTable

  public init(
    now: Int64? = nil, seed: UInt64 = 0, workers: Workers = .all,
    clusters: RaterClusters? = nil, topics: NoteTopics? = nil, models: ModelTable = .all
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
  /// Why topics come from seed terms alone; nil where they do not.
  public let topicShortfall: TopicShortfall?
  /// What prescoring learned, by model; models with too few ratings are absent.
  public let prescored: Prescored
  public let models: ModelResults
  /// Which helpful notes are expected to lose that status.
  public let flips: FlipPredictions
  /// By position in `Snapshot.noteIDs`.
  public let verdicts: [SiteVerdict]
  /// The history after this run: one row per known note, ascending.
  public let history: HistoryTable
  /// What the run says of the people.
  public let contributors: ContributorScores
  public let counts: NoteCounts
  /// Why each note was scored, as a position in `RescoringReasons.texts`.
  let rescoring: [UInt8]
  /// The status of each note before this run.
  public let previousStatus: [NoteStatus?]
  /// What the early predictor says; nil for notes that it does not predict.
  public let earlyHelpful: [EarlyHelpfulPrediction?]

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
  let ratings = RatingStore(snapshot.ratings, notes: notes)

  onStage(.topics)
  let (topics, topicShortfall) = noteTopics(snapshot, options)
  let data = ScoringData(
    notes: notes, history: snapshot.history,
    enrollment: Enrollment(snapshot.enrollment, participants: participants),
    topics: topics, workers: options.workers,
    seed: options.seed, onStage: onStage)
  let clusters = options.clusters ?? findClusters(snapshot, ratings, data)

  let prescoringRatings = ratings.droppingCoordinatedRatings(clusters, notes: notes)
  let prescored = try prescore(prescoringRatings, data, options.models)
  let restricted = clusters.restrictedToFinalScoring
  let finalRatings = ratings.droppingCoordinatedRatings(restricted, notes: notes)
  let predictions =
    options.models.hasPredictors
    ? predict(
      snapshot, data, prescored, all: ratings, prescoring: prescoringRatings, final: finalRatings,
      now: now) : Predictions(noteCount: notes.count)

  let models = try scoreFinal(
    finalRatings, data, options.models, prescored,
    suspects: SuspectRaters(
      highVolume: ratings.highVolumeRaters(participants: participants),
      correlated: restricted.correlatedRaters(participants: participants)))

  onStage(.decision)
  let site = SiteScoring(finalRatings, data, models: models, flips: predictions.flips, now: now)
  var history = updatedHistory(data, verdicts: site.verdicts, models: models, now: now)
  let aboveThresholdTimes = data.aboveThresholdTimes(
    predictions.earlyHelpful,
    isEligible: { note in
      data.mayBeEarlyHelpful(
        note, decidedBy: site.verdicts[note].decidedBy, coreStatus: models.core?.status(note))
    }, now: now)
  history.abovePcrhThresholdTime = history.note.map { aboveThresholdTimes[Int($0)] }

  onStage(.contributors)
  let contributors = ContributorScores(
    ContributorInputs(
      ratings: ratings, notes: notes,
      outcomes: NoteOutcomes(history: history, site: site, core: models.core),
      enrollment: snapshot.enrollment, participantCount: participants, now: now),
    models: prescored.contributorModels(options.models), participants: snapshot.participants,
    clusters: clusters)
  return ScoredSnapshot(
    now: now, notes: notes, topics: topics, topicShortfall: topicShortfall,
    prescored: prescored, models: models, flips: predictions.flips,
    verdicts: site.verdicts, history: history,
    contributors: contributors,
    counts: ScoredSnapshot.NoteCounts(
      ratings: site.ratingCounts, populationSampled: site.populationSampledCounts,
      recent: site.recentRatingCounts, tags: site.tagCounts),
    rescoring: (0..<notes.count).map { RescoringReasons.position(note: $0, data, now: now) },
    previousStatus: (0..<notes.count).map { data.previousStatus($0) },
    earlyHelpful: predictions.earlyHelpful)
}

private func findClusters(
  _ snapshot: Snapshot, _ ratings: RatingStore, _ data: ScoringData
) -> RaterClusters {
  data.onStage(.raterClustering)
  return RaterClusters.compute(
    ratings, notes: data.notes, table: snapshot.notes, participants: data.participantCount,
    workers: data.workers)
}

/// The topics given, or those that a model trained on the snapshot finds.
private func noteTopics(
  _ snapshot: Snapshot, _ options: ScoringOptions
) -> (topics: NoteTopics, shortfall: TopicShortfall?) {
  if let topics = options.topics { return (topics, nil) }
  let posts = PostTexts(snapshot)
  let found = TopicModel.train(posts, workers: options.workers)
    .assign(posts, workers: options.workers)
  return (posts.noteTopics(found.topic, noteCount: snapshot.noteIDs.count), found.shortfall)
}

extension Snapshot {
  /// When the newest note or rating was made; 0 without any.
  public var newestMillis: Int64 {
    max(notes.createdAtMillis.max() ?? 0, ratings.createdAtMillis.max() ?? 0)
  }
}
