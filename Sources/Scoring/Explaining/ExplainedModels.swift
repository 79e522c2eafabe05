import NoteModel
import Snapshot

/// A model that an output table may have a result of, and where its cells are.
struct ExplainedModel: Sendable {
  let model: ScoringModel
  let siteRule: RuleName
  /// Such as `Core`.
  let title: String
  /// Of its columns.
  let prefix: String

  private init(_ model: ScoringModel, _ siteRule: RuleName, _ title: String, _ prefix: String) {
    self.model = model
    self.siteRule = siteRule
    self.title = title
    self.prefix = prefix
  }

  /// The models that may have a result for a note, in the order in which the site asks them.
  static func models(of row: TSVRow) throws(TableError) -> [ExplainedModel] {
    var models = withOwnColumns.prefix(4).reversed().map { $0 }
    if try row.integer("modelingMultiGroup") == 1 { models.append(multiGroup) }
    if let number = try row.integer("modelingGroup"), let group = group(number) {
      models.append(group)
    }
    models += withOwnColumns.dropFirst(4)
    if let name = try row.text("noteTopic"), let topic = topic(name) { models.append(topic) }
    return models
  }

  /// Models with columns of their own.
  static let withOwnColumns = [
    ExplainedModel(.core, .coreModel, "Core", "core"),
    ExplainedModel(.coreWithTopics, .coreWithTopicsModel, "Core with topics", "coreWithTopics"),
    ExplainedModel(.expansion, .expansionModel, "Expansion", "expansion"),
    ExplainedModel(.expansionPlus, .expansionPlusModel, "Expansion plus", "expansionPlus"),
    ExplainedModel(.gaussian, .gaussianModel, "Gaussian", "gaussian"),
    ExplainedModel(
      .gaussianCoreWithTopics, .gaussianCoreWithTopicsModel, "Gaussian core with topics",
      "gaussianCoreWithTopics"),
  ]

  /// The one multi-group model.
  static let multiGroup = ExplainedModel(
    .multiGroup, .multiGroupModel1, "Multi-group 1", "multiGroup")

  /// The model of a modeling group; nil where there is none.
  static func group(_ number: Int64) -> ExplainedModel? {
    let models = ScoringModel.groups + [.gaussianGroup15]
    guard
      let model = models.first(where: { $0.columns == .group(Int16(truncatingIfNeeded: number)) })
    else { return nil }
    let rule: RuleName
    switch number {
    case 1...14: rule = RuleName.groupModels[Int(number) - 1]
    case 15: rule = .groupModel15NeedsMoreRatings
    case 18: rule = .groupModel18NeedsMoreRatings
    default: rule = .groupModel33
    }
    return ExplainedModel(model, rule, "Group \(number)", "group")
  }

  private static func topic(_ name: String) -> ExplainedModel? {
    let models = ScoringModel.topics + [.gaussianTopicInDimensionTwo]
    guard let topic = NoteTopic.allCases.first(where: { $0.name == name }),
      let model = models.first(where: { $0.columns == .topic(topic) })
    else { return nil }
    return ExplainedModel(
      model, RuleName.topicModels[Int(topic.rawValue) - 1], "Topic \(name)", "topic")
  }

  /// The rule by which the site takes a model's status over; nil where it never does.
  static func siteRule(of model: ScoringModel) -> RuleName? {
    switch model.columns {
    case .own: withOwnColumns.first { $0.model.columns == model.columns }?.siteRule
    case .group(let number): group(Int64(number))?.siteRule
    case .multiGroup: .multiGroupModel1
    case .topic(let topic): self.topic(topic.name)?.siteRule
    }
  }

  /// What it says of a note; nil where it has no result.
  func explanation(_ cells: NoteCells) throws(TableError) -> ModelExplanation? {
    let row = cells.scored
    guard let intercept = try row.double(prefix + "NoteIntercept") else { return nil }
    func number(_ suffix: String) throws(TableError) -> Double? {
      row.hasColumn(prefix + suffix) ? try row.double(prefix + suffix) : nil
    }
    var result = ModelExplanation(
      name: title, siteRule: siteRule, intercept: intercept,
      factor: try number("NoteFactor1"), status: try row.text(prefix + "RatingStatus"),
      finalRoundRatings: try number("NumFinalRoundRatings").map { Int($0) },
      interceptMin: try number("NoteInterceptMin"), interceptMax: try number("NoteInterceptMax"),
      interceptNoHighVolume: try number("NoteInterceptNoHighVol"),
      interceptNoCorrelated: try number("NoteInterceptNoCorrelated"),
      interceptPopulationSampled: try number("NoteInterceptPopulationSampled"), rules: [])
    for name in try row.list(prefix + "ActiveRules") {
      guard let rule = RuleName(name: name) else { continue }
      result.rules.append(
        rule.explanation(of: result, thresholds: model.thresholds, isCore: prefix == "core", cells))
    }
    return result
  }
}

/// The cells of one note in the tables of a run.
struct NoteCells: Sendable {
  let scored: TSVRow
  let auxiliary: TSVRow
  /// The core model's; nil where it has no result.
  let lowDiligenceIntercept: Double?
  let incorrectScore: Double?
  let filterTags: [String]

  init(scored: TSVRow, auxiliary: TSVRow) throws(TableError) {
    self.scored = scored
    self.auxiliary = auxiliary
    lowDiligenceIntercept = try auxiliary.double("lowDiligenceIntercept")
    incorrectScore = try auxiliary.double("tf_idf_incorrect_interval")
    filterTags = try scored.list("activeFilterTags")
  }
}
