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
  /// Raters that behave as one; nil: find them, or in final scoring alone take those of the state.
  public var clusters: RaterClusters?
  /// Nil: computed from the texts of the notes; in final scoring alone as the state says.
  public var topics: NoteTopics?
  public var models: ModelTable
  /// The outputs of an earlier run: notes about which nothing changed since keep their scores.
  /// Nil: all notes are scored.
  public var previous: PreviousScores?
  /// Whether to refuse results by which too many notes would gain or lose "helpful" at once.
  public var checksFlips: Bool
  /// Bytes that models which run side by side may need together, by estimate.
  public var modelMemory: Int

  public init(
    now: Int64? = nil, seed: UInt64 = 0, workers: Workers = .all,
    clusters: RaterClusters? = nil, topics: NoteTopics? = nil, models: ModelTable = .all,
    previous: PreviousScores? = nil, checksFlips: Bool = false,
    modelMemory: Int = .max
  ) {
    self.now = now
    self.seed = seed
    self.workers = workers
    self.clusters = clusters
    self.topics = topics
    self.models = models
    self.previous = previous
    self.checksFlips = checksFlips
    self.modelMemory = modelMemory
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
  /// The history after this run: one row per known note, ascending; notes that kept their scores
  /// among them.
  public let history: HistoryTable
  /// What the run says of the people.
  public let contributors: ContributorScores
  public let counts: NoteCounts
  /// Why each note was scored; nil for those that were not.
  let rescoring: [RescoringReasons?]
  /// Where notes that were not scored have their scores from.
  let previous: PreviousScores?
  /// Every note of the snapshot; `notes` knows those that were scored.
  let allNotes: PreparedNotes
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

extension Snapshot {
  /// When the newest note or rating was made; 0 without any.
  public var newestMillis: Int64 {
    max(notes.createdAtMillis.max() ?? 0, ratings.createdAtMillis.max() ?? 0)
  }
}
