import NoteModel

extension RuleName {
  /// A rule of one model that applied to a note.
  ///
  /// - Parameter isCore: whether numbers that the tables have of the core model alone are its own.
  func explanation(
    of note: ModelExplanation, thresholds: RuleThresholds, isCore: Bool, _ cells: NoteCells
  ) -> RuleExplanation {
    func compare(
      _ quantity: String, _ value: Double?, _ relation: Comparison.Relation, _ limit: Double
    ) -> Comparison {
      Comparison(quantity: quantity, value: value, relation: relation, limit: limit)
    }
    let helpful = thresholds.helpful
    let sentence: String
    var comparisons: [Comparison] = []
    switch self {
    case .initialNeedsMoreRatings:
      sentence = "Every note starts as needing more ratings."
    case .generalHelpful:
      sentence = "Raters of different viewpoints find it helpful."
      comparisons = [compare("intercept", note.intercept, .atLeast, helpful)]
    case .generalNotHelpful:
      sentence = "Raters of different viewpoints find it not helpful."
      let limit =
        Double(thresholds.notHelpfulIntercept)
        + Double(thresholds.notHelpfulFactorMultiplier) * abs(note.factor ?? 0)
      comparisons = [compare("intercept", note.intercept, .atMost, limit)]
    case .upperBoundNotHelpful:
      sentence = "Even one more helpful rating from either end of the axis would leave it low."
      comparisons = [
        compare("best intercept", note.interceptMax, .below, Double(thresholds.upperBound))
      ]
    case .ratioNotHelpful:
      sentence = "Raters on both sides find it not helpful: at most 0.4 of 1 on each, 0.3 together."
    case .notMisleadingNotHelpful:
      sentence = "It says that the post is not misleading, and few agree."
      comparisons = [
        compare("intercept", note.intercept, .below, Double(thresholds.notMisleadingIntercept))
      ]
    case .generalHelpfulInertia:
      sentence = "It was helpful before, and is still close enough."
      comparisons = [
        compare("intercept", note.intercept, .atLeast, Double(thresholds.helpfulWithInertia))
      ]
    case .tagFilter:
      let tags = isCore ? cells.filterTags.map(tagWords) : []
      sentence =
        "Raters of like viewpoint name a fault unusually often"
        + (tags.isEmpty ? "." : ": \(tags.joined(separator: ", ")).")
    case .incorrectFilter:
      sentence = "Too many raters of like viewpoint call it incorrect."
      comparisons = [
        compare(
          "incorrect score", isCore ? cells.incorrectScore : nil, .atLeast,
          thresholds.incorrectFilter)
      ]
    case .lowDiligenceFilter:
      sentence = "Its facts or sources are doubted across viewpoints."
      comparisons = [
        compare(
          "diligence intercept", isCore ? cells.lowDiligenceIntercept : nil, .above,
          Double(thresholds.lowDiligence))
      ]
    case .largeFactorFilter:
      sentence = "It speaks to one side."
      comparisons = [
        compare("size of factor", note.factor.map(abs), .above, Double(thresholds.factor))
      ]
    case .lowInterceptReject:
      sentence = "Too low for this model, which so keeps models of wider coverage from it."
      comparisons = [
        compare("intercept", note.intercept, .below, Double(thresholds.firmReject ?? 0))
      ]
    case .minMinorityRaters:
      sentence =
        "Of the smaller side fewer than \((thresholds.minority ?? .init()).minNetHelpful) more "
        + "raters find it helpful than not."
    case .raterBalance:
      sentence =
        "The smaller side's helpful ratings are less than "
        + "\(percent((thresholds.minority ?? .init()).minNetHelpfulRatio)) of all."
    case .noHighVolumeIntercept:
      sentence = "Without the busiest raters it is too low."
      comparisons = [
        compare(
          "intercept without them", note.interceptNoHighVolume, .below,
          Double(thresholds.noHighVolume))
      ]
    case .noCorrelatedIntercept:
      sentence = "Without raters who act alike it is too low."
      comparisons = [
        compare(
          "intercept without them", note.interceptNoCorrelated, .below,
          Double(thresholds.noCorrelated))
      ]
    default: sentence = name
    }
    return RuleExplanation(rule: self, sentence: sentence, comparisons: comparisons)
  }

  private func percent(_ share: Float) -> String { "\(Int((share * 100).rounded())) %" }
}

/// `notHelpfulMissingKeyPoints` as "missing key points".
public func tagWords(_ tag: String) -> String {
  let bare =
    tag.hasPrefix("notHelpful")
    ? tag.dropFirst(10) : tag.hasPrefix("helpful") ? tag.dropFirst(7) : tag[...]
  return bare.reduce(into: "") { text, letter in
    if letter.isUppercase, !text.isEmpty { text += " " }
    text += letter.lowercased()
  }
}
