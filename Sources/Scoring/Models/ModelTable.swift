import Factorization

/// The models, as the table in the specification lists them.
public struct ModelTable: Sendable {
  /// For a person, and for prescoring states to name what they were made with.
  public let name: String
  /// Models that learn raters, in the order in which they run.
  public let prescoring: [ScoringModel]
  /// Models that score notes, in the order in which they run.
  public let final: [ScoringModel]
  /// Whether rater reputation is computed.
  public let hasReputation: Bool
  /// Whether flips and early helpful notes are predicted.
  public let hasPredictors: Bool

  /// The core model alone.
  public static let core = ModelTable(
    name: "core", prescoring: [.core], final: [.core], hasReputation: false, hasPredictors: false)

  /// Every model.
  public static let all = ModelTable(
    name: "all",
    prescoring: [
      ScoringModel.coverage, ScoringModel.groups, [.group15, .multiGroup], ScoringModel.topics,
      [.topicInDimensionTwo],
    ].flatMap { $0 },
    final: [
      ScoringModel.gaussians, ScoringModel.coverage, ScoringModel.groups,
      [.gaussianGroup15, .multiGroup], ScoringModel.topics, [.gaussianTopicInDimensionTwo],
    ].flatMap { $0 },
    hasReputation: true, hasPredictors: true)
}

extension ScoringModel {
  /// The models of wide coverage, each of a larger population than the one before it.
  static let coverage: [ScoringModel] = [coreWithTopics, core, expansion, expansionPlus]

  public static let core: ScoringModel = {
    var model = coverageModel("MFCoreScorer", "core", .core)
    model.excludesTopics = true
    model.computesPseudoRaterBounds = true
    model.thresholds.firmReject = 0.3
    return model
  }()

  static let coreWithTopics: ScoringModel = {
    var model = coverageModel("MFCoreWithTopicsScorer", "coreWithTopics", .core)
    model.computesPseudoRaterBounds = true
    return model
  }()

  public static let expansion: ScoringModel = {
    var model = coverageModel("MFExpansionScorer", "expansion", .core.union(.expansion))
    model.thresholds.firmReject = 0.3
    return model
  }()

  public static let expansionPlus: ScoringModel = {
    var model = coverageModel(
      "MFExpansionPlusScorer", "expansionPlus",
      .core.union(.expansion).union(.expansionPlus))
    model.captureThreshold = nil
    return model
  }()

  private static func coverageModel(
    _ name: String, _ prefix: String, _ groups: ModelingGroups
  ) -> ScoringModel {
    var model = ScoringModel(name: name, columns: .own(prefix: prefix))
    model.groups = groups
    model.includesUnenrolled = true
    model.captureThreshold = 0.5
    model.hasStableInitialization = true
    model.thresholds.minority = RuleThresholds.Minority()
    return model
  }

  /// One model a modeling group; those with another population or other parameters last.
  static let groups: [ScoringModel] =
    (1...13).reversed().map { groupModel(Int16($0)) } + [group14, group33, group18]

  private static func groupModel(_ number: Int16) -> ScoringModel {
    var model = ScoringModel(name: "MFGroupScorer_\(number)", columns: .group(number))
    model.groups = ModelingGroups([Int(number)])
    model.captureThreshold = 0.8
    model.thresholds.minority = RuleThresholds.Minority()
    return model
  }

  /// A trial with another balance of penalties and a loss that gives both sides equal weight.
  static let group14: ScoringModel = {
    var model = groupModel(14)
    model.captureThreshold = 0.51
    model.factorization.penalties.itemIntercept = 0.90
    model.factorization.penalties.userIntercept = 0.15
    model.factorization.penalties.global = 0.15
    model.factorization.penalties.itemFactor = 0.01
    model.factorization.penalties.userFactor = 0.0075
    model.factorization.penalties.diamond = 0.75
    model.factorization.initLearningRate = 0.02
    model.factorization.noInitLearningRate = 0.02
    model.normalizedLoss = NormalizedLoss()
    model.minMeanNoteScore = -0.01
    model.thresholds.helpful = 0.15
    model.thresholds.notHelpfulIntercept = -0.01
    model.thresholds.notHelpfulFactorMultiplier = 0
    model.thresholds.notMisleadingIntercept = -0.02
    model.thresholds.noHighVolume = 0.12
    model.thresholds.noCorrelated = 0.12
    model.thresholds.lowDiligence = 1000
    model.thresholds.factor = 0.4
    model.thresholds.incorrectFilter = 1.5
    model.harassment.multipliesByIntercept = false
    model.harassment.minIntercept = 2.5
    model.tagFilterPercentile = 90
    return model
  }()

  static let group33: ScoringModel = {
    var model = groupModel(33)
    model.requiresCapture = true
    return model
  }()

  static let group18: ScoringModel = {
    var model = groupModel(18)
    model.captureThreshold = 0.51
    model.factorization.penalties.itemIntercept = 0.15
    model.factorization.penalties.userIntercept = 0.03
    model.factorization.penalties.global = 0
    model.thresholds.helpful = 0.2
    model.thresholds.noHighVolume = 0.18
    model.thresholds.noCorrelated = 0.18
    return model
  }()

  /// Learns the raters of group 15 for `gaussianGroup15`.
  static let group15: ScoringModel = {
    var model = groupModel(15)
    model.captureThreshold = nil
    model.factorization.penalties.itemIntercept = 0.09
    model.factorization.penalties.userIntercept = 0.03
    model.factorization.penalties.global = 0
    model.thresholds.helpful = 0.25
    return model
  }()

  static let multiGroup: ScoringModel = {
    var model = ScoringModel(name: "MFMultiGroupScorer_1", columns: .multiGroup(1))
    model.groups = ModelingGroups([4, 5, 7, 12, 26])
    model.captureThreshold = 0.8
    model.thresholds.minority = RuleThresholds.Minority()
    return model
  }()

  /// One model a topic, of all raters.
  static let topics: [ScoringModel] = [
    NoteTopic.ukraineConflict, .gazaConflict, .messiRonaldo, .scams,
  ].map(topicModel)

  /// Learns the raters of the topic for `gaussianTopicInDimensionTwo`.
  static let topicInDimensionTwo: ScoringModel = {
    var model = topicModel(.inDimensionTwo)
    model.factorization.usesGlobalIntercept = false
    model.factorization.penalties.userIntercept = 5
    return model
  }()

  private static func topicModel(_ topic: NoteTopic) -> ScoringModel {
    var model = ScoringModel(name: "MFTopicScorer_\(topic.name)", columns: .topic(topic))
    model.topic = topic
    model.usesReputation = false
    return model
  }

  /// Models that smooth ratings along the viewpoint axis instead of fitting an intercept.
  static let gaussians: [ScoringModel] = [gaussian, gaussianCoreWithTopics]

  static let gaussian: ScoringModel = {
    var model = gaussianModel("GaussianScorer", .own(prefix: "gaussian"), by: core)
    model.setCoverageThresholds()
    model.groups = .coverage
    model.excludesTopics = true
    return model
  }()

  /// Its raters, too, come from Core, which has seen no note with a topic.
  static let gaussianCoreWithTopics: ScoringModel = {
    var model = gaussian
    model.name = "GaussianCoreWithTopicsScorer"
    model.columns = .own(prefix: "gaussianCoreWithTopics")
    model.excludesTopics = false
    return model
  }()

  static let gaussianGroup15: ScoringModel = {
    var model = gaussianModel("GaussianGroupScorer_15", .group(15), by: group15)
    model.captureThreshold = 0.8
    model.thresholds.helpful = 0.25
    model.thresholds.upperBound = -0.5
    return model
  }()

  static let gaussianTopicInDimensionTwo: ScoringModel = {
    var model = gaussianModel(
      "GaussianTopicScorer_InDimensionTwo", .topic(.inDimensionTwo), by: topicInDimensionTwo)
    model.kernel = GaussianKernel(helpfulBandwidth: 0.05)
    model.confidenceRatings = 0
    model.thresholds.upperBound = -0.5
    return model
  }()

  private static func gaussianModel(
    _ name: String, _ columns: ModelColumns, by prescorer: ScoringModel
  ) -> ScoringModel {
    var model = ScoringModel(name: name, columns: columns)
    model.groups = prescorer.groups
    model.includesUnenrolled = prescorer.includesUnenrolled
    model.topic = prescorer.topic
    model.captureThreshold = prescorer.captureThreshold
    model.usesReputation = prescorer.usesReputation
    model.prescoredBy = prescorer.name
    model.kernel = GaussianKernel()
    return model
  }

  private mutating func setCoverageThresholds() {
    thresholds.helpful = 0.51
    thresholds.notHelpfulIntercept = -0.5
    thresholds.notHelpfulFactorMultiplier = 0
    thresholds.notMisleadingIntercept = -0.6
    thresholds.upperBound = -0.5
    thresholds.noHighVolume = 0.45
    thresholds.noCorrelated = 0.45
    thresholds.factor = 1
  }
}
