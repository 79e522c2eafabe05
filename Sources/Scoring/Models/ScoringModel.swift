import Factorization

/// One model that scores notes: which notes and raters it takes, its parameters and its thresholds.
/// Defaults are those of the matrix factorization family.
public struct ScoringModel: Sendable {
  /// The name of the model in prescoring tables.
  public var name: String
  public var columns: ModelColumns

  // Which notes and raters.
  /// Nil: everybody.
  public var groups: ModelingGroups?
  /// Whether raters that are not enrolled take part.
  public var includesUnenrolled = false
  /// Whether notes with a topic are left out.
  public var excludesTopics = false
  /// The one topic that the model takes notes of; nil: not by topic.
  public var topic: NoteTopic?
  /// Whether notes with too small a share of ratings by the groups lose all their ratings, instead
  /// of only their result.
  public var requiresCapture = false
  /// Results are kept for notes of whose ratings at least this share is by raters of the groups.
  public var captureThreshold: Double?

  // Fitting.
  /// Whether raters must prove helpful in a first round to count in the second.
  public var usesReputation = true
  /// Nil: the ordinary loss. Otherwise every fit is followed by one with weights.
  public var normalizedLoss: NormalizedLoss?
  /// Nil: the note's intercept comes from the factorization. Otherwise from this kernel, over raters
  /// as the model `prescoredBy` learned them.
  public var kernel: GaussianKernel?
  /// The model whose prescoring this one uses; nil: its own.
  public var prescoredBy: String?
  /// Ratings that each side must exceed for a topic's verdict to be sure.
  public var confidenceRatings: Int32 = 4
  public var factorization = BiasedFactorization()
  /// Whether the first fit starts from a fit of one large group on notes that it mostly rates.
  public var hasStableInitialization = false
  public var computesPseudoRaterBounds = false
  public var minRatingsPerRater = 10
  public var minRatingsPerNote = 5
  /// ρ of the refit with population-sampled ratings alone.
  public var populationSampledRatingsPerNote = 10.0

  // Helpful raters.
  public var minMeanNoteScore = 0.05
  public var minCrhVsCrnhRatio = 0.0
  public var minRaterAgreeRatio = 0.66
  public var harassment = HarassmentPenalty()

  // Rules.
  public var thresholds = RuleThresholds()
  /// Not-helpful tags filter above this percentile of their share among helpful notes.
  public var tagFilterPercentile = 95

  /// What helpful ratings of harassing notes cost a rater.
  public struct HarassmentPenalty: Sendable {
    public var minIntercept: Float = 2
    public var penalty = 10.0
    /// Whether the penalty grows with the note's harassment intercept.
    public var multipliesByIntercept = true
    public init() {}
  }

  public init(name: String, columns: ModelColumns) {
    self.name = name
    self.columns = columns
  }
}

/// Where a model's results go in the output tables.
public enum ModelColumns: Sendable, Hashable {
  /// Columns of its own, whose names start with this.
  case own(prefix: String)
  /// The columns that all models of one group share; a note is captured by one of them at most.
  case group(Int16)
  case multiGroup(Int16)
  case topic(NoteTopic)
}

/// The numbers that a model's status rules compare with. Comparisons with fitted parameters are in
/// 32-bit floats.
public struct RuleThresholds: Sendable {
  public var minRatings: Int32 = 5
  public var helpful: Float = 0.40
  public var notHelpfulIntercept: Float = -0.05
  public var notHelpfulFactorMultiplier: Float = -0.8
  public var notMisleadingIntercept: Float = -0.15
  public var upperBound: Float = -0.04
  public var noHighVolume: Float = 0.37
  public var noCorrelated: Float = 0.37
  public var lowDiligence: Float = 0.263
  public var factor: Float = 0.5
  public var inertia: Float = 0.01
  public var incorrectFilter = 2.5
  /// Below this intercept the model refuses the note; nil: never.
  public var firmReject: Float?
  /// Net helpful ratings that the smaller side must have, and their least share; nil: none.
  public var minority: Minority?

  public struct Minority: Sendable {
    public var minNetHelpful: Int32 = 4
    public var minNetHelpfulRatio: Float = 0.05
    /// Above this many net helpful ratings the ratio no longer matters.
    public var enoughNetHelpful: Int32 = 10
    public init() {}
  }

  public init() {}

  /// The threshold above which a helpful note stays helpful.
  var helpfulWithInertia: Float { Float(Double(helpful) - Double(inertia)) }
}
