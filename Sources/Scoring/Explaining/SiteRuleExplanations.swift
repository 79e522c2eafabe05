import NoteModel
import Snapshot

extension RuleName {
  /// A rule of the site that applied to a note.
  func explanation(
    atSiteWith models: [ModelExplanation], _ cells: NoteCells
  ) throws(TableError) -> RuleExplanation {
    let model = models.first { $0.siteRule == self }
    let core = models.first { $0.siteRule == .coreModel }
    let says = model?.status.map(statusWords) ?? "nothing"
    let title = model?.name ?? name
    var comparisons: [Comparison] = []
    /// The wider model that a group's say depends on.
    func wider(lower: Double, upper: Double? = nil) {
      let wider = core ?? models.first { $0.siteRule == .expansionModel }
      guard let wider else { return }
      let quantity = "intercept of \(wider.name)"
      comparisons.append(
        Comparison(quantity: quantity, value: wider.intercept, relation: .above, limit: lower))
      if let upper {
        comparisons.append(
          Comparison(quantity: quantity, value: wider.intercept, relation: .below, limit: upper))
      }
    }
    let sentence: String
    switch self {
    case .metaInitialNeedsMoreRatings:
      sentence = "Every note starts as needing more ratings."
    case .expansionPlusModel, .expansionModel, .coreWithTopicsModel, .coreModel:
      sentence = "\(title) says \(says)."
    case .multiGroupModel1:
      sentence = "Most of its ratings are by these groups; \(title) says \(says)."
    case _ where Self.groupModels.contains(self), .groupModel33:
      sentence = "Most of its ratings are by one group and it was undecided; \(title) says \(says)."
      if self == .groupModel14 || self == .groupModel33 {
        wider(lower: 0.25)
      } else {
        wider(lower: 0.3, upper: 0.4)
      }
    case .groupModel33NeedsMoreRatings, .groupModel18NeedsMoreRatings,
      .groupModel15NeedsMoreRatings:
      let own = models.first { $0.name.hasPrefix("Group ") }
      sentence =
        "\(own?.name ?? title), which most of its raters belong to, does not find it helpful, and "
        + "takes the status away."
    case .gaussianModel, .gaussianCoreWithTopicsModel:
      sentence =
        "It was undecided; \(title), which smooths ratings along the axis, says \(says)."
    case _ where Self.topicModels.contains(self):
      sentence = "\(title) finds that it divides those who rate the topic."
      let last = self == .topicModel5
      comparisons = [
        Comparison(
          quantity: "intercept", value: model?.intercept, relation: .below,
          limit: last ? 0.51 : 0.24),
        Comparison(
          quantity: "or size of factor", value: model?.factor.map(abs), relation: .above,
          limit: last ? 1 : 0.51),
      ]
    case .populationSampledIntercept:
      sentence = "People asked at random find it much less helpful than those who chose to rate."
      let sampled = core?.interceptPopulationSampled
      let gap = core?.intercept.flatMap { all in sampled.map { all - $0 } }
      comparisons = [
        Comparison(
          quantity: "intercept among them", value: sampled, relation: .below, limit: 0.3),
        Comparison(
          quantity: "distance from Core's", value: gap, relation: .atLeast, limit: 0.15),
      ]
    case .stabilization:
      sentence =
        try cells.scored.text("finalRatingStatus") == NoteStatus.helpful.name
        ? "It was helpful before, and stays so while opinions settle."
        : "It would be helpful, but is held back until a later run confirms it."
    case .scoringDriftGuard:
      let today = try cells.auxiliary.text("unlockedRatingStatus").map(statusWords) ?? "otherwise"
      sentence =
        "Its status was locked two weeks after it was written; today's numbers would say \(today)."
    case .insufficientExplanation:
      sentence = "Fewer than two reasons were given twice, so the status cannot be explained."
    default: sentence = name
    }
    return RuleExplanation(rule: self, sentence: sentence, comparisons: comparisons)
  }
}

/// A status of the public tables in words.
public func statusWords(_ name: String) -> String {
  switch NoteStatus(name: name) {
  case .needsMoreRatings: "needs more ratings"
  case .helpful: "helpful"
  case .notHelpful: "not helpful"
  case .needsYourHelp: "almost helpful"
  case .firmReject: "refused"
  case nil: name
  }
}
