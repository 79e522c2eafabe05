import Foundation
import NoteModel
import Scoring

/// What a rule says of a note, in words and with the numbers that it compared.
struct RuleReason {
  let note: ScoredNote
  private let thresholds = ScoringModel.core.thresholds

  init(_ note: ScoredNote) { self.note = note }

  /// A sentence for a rule of the core model or of the site, by its name in the output tables.
  func sentence(_ name: String) -> String {
    guard let rule = RuleName.allCases.first(where: { $0.name == name }) else { return name }
    let intercept = number(note.intercept)
    switch rule {
    case .initialNeedsMoreRatings, .metaInitialNeedsMoreRatings:
      return "Every note starts as needing more ratings."
    case .generalHelpful:
      return "Intercept \(intercept) is at least \(number(thresholds.helpful)): "
        + "raters of different viewpoints find it helpful."
    case .generalNotHelpful:
      let limit =
        Double(thresholds.notHelpfulIntercept)
        + Double(thresholds.notHelpfulFactorMultiplier) * abs(note.factor ?? 0)
      return "Intercept \(intercept) is at most \(number(limit)), the limit for a factor of "
        + "\(number(note.factor))."
    case .upperBoundNotHelpful:
      return "Even with one more helpful rating from either end its intercept would be "
        + "\(number(note.interceptMax)), below \(number(thresholds.upperBound))."
    case .ratioNotHelpful:
      return "Raters on both sides find it not helpful."
    case .notMisleadingNotHelpful:
      return "It says the post is not misleading, and its intercept \(intercept) is below "
        + "\(number(thresholds.notMisleadingIntercept))."
    case .generalHelpfulInertia:
      return "It was helpful before, and its intercept \(intercept) is still close to "
        + "\(number(thresholds.helpful))."
    case .tagFilter:
      return "Raters of like viewpoint name unusually often: "
        + "\(note.filterTags.map(words).joined(separator: ", "))."
    case .incorrectFilter:
      return "Too many raters of like viewpoint call it incorrect (score "
        + "\(number(note.incorrectScore)), limit \(number(thresholds.incorrectFilter)))."
    case .lowDiligenceFilter:
      return "Its facts or sources are doubted across viewpoints (diligence intercept "
        + "\(number(note.lowDiligenceIntercept)), limit \(number(thresholds.lowDiligence)))."
    case .largeFactorFilter:
      return "It speaks to one side: its factor \(number(note.factor)) is beyond "
        + "\(number(thresholds.factor))."
    case .lowInterceptReject:
      return
        "Intercept \(intercept) is below \(number(thresholds.firmReject ?? 0)): the core model "
        + "refuses it, and so stops models of wider coverage."
    case .minMinorityRaters:
      return "Too few raters of the smaller side find it helpful."
    case .raterBalance:
      return "The smaller side's helpful ratings are too small a share."
    case .noHighVolumeIntercept:
      return "Without the busiest raters its intercept is "
        + "\(number(note.interceptNoHighVolume)), below \(number(thresholds.noHighVolume))."
    case .noCorrelatedIntercept:
      return "Without raters who act alike its intercept is "
        + "\(number(note.interceptNoCorrelated)), below \(number(thresholds.noCorrelated))."
    case .coreModel:
      return "The core model says \(note.coreStatus.map(statusWords) ?? "nothing")."
    case .expansionPlusModel, .expansionModel, .coreWithTopicsModel:
      return "\(modelName(rule)) has a verdict on it, which Core's, where there is one, replaces."
    case .multiGroupModel1:
      return "\(modelName(rule)) captured it and has the say."
    case .gaussianModel, .gaussianCoreWithTopicsModel:
      return "It was undecided; \(modelName(rule)) smooths ratings along the viewpoint axis and "
        + "decides it."
    case .groupModel33NeedsMoreRatings, .groupModel18NeedsMoreRatings,
      .groupModel15NeedsMoreRatings:
      return "\(modelName(rule)) does not find it helpful, and takes the status away."
    case _ where RuleName.topicModels.contains(rule):
      return "\(modelName(rule)) finds that it divides those who rate the topic."
    case _ where RuleName.groupModels.contains(rule), .groupModel33:
      return
        "It was undecided; \(modelName(rule)) finds it helpful, and the wider models are close."
    case .populationSampledIntercept:
      return "People asked at random find it much less helpful (intercept "
        + "\(number(note.interceptPopulationSampled)))."
    case .stabilization:
      return note.status == NoteStatus.helpful.name
        ? "It was helpful before and stays so while opinions settle."
        : "It would be helpful, but is held back until a later run confirms it."
    case .scoringDriftGuard:
      return "Its status was locked two weeks after it was written; today's numbers would say "
        + "\(note.lockedFrom.map(statusWords) ?? "otherwise")."
    case .insufficientExplanation:
      return "Fewer than two reasons were given twice, so the status cannot be explained."
    default: return rule.name
    }
  }

  /// `GaussianModel (v1.0)` as "the model GaussianModel".
  private func modelName(_ rule: RuleName) -> String {
    "The model \(rule.name.split(separator: " ").first ?? "")"
  }

  /// What would move the note, where that can be said in a sentence.
  var whatWouldChangeIt: String? {
    // Where more than the intercept stands in the way, a number would mislead.
    let harmless = [RuleName.initialNeedsMoreRatings.name, RuleName.lowInterceptReject.name]
    guard let intercept = note.intercept, note.status == NoteStatus.needsMoreRatings.name,
      note.preStabilizationStatus == NoteStatus.needsMoreRatings.name,
      note.coreRules.allSatisfy(harmless.contains)
    else { return nil }
    let missing = Double(thresholds.helpful) - intercept
    guard missing > 0 else { return nil }
    return "To become helpful its intercept must rise by \(number(missing)): helpful ratings from "
      + "the side that rates it lower count most."
  }

  /// A status in words.
  func statusWords(_ name: String) -> String {
    switch NoteStatus(name: name) {
    case .needsMoreRatings: "needs more ratings"
    case .helpful: "helpful"
    case .notHelpful: "not helpful"
    case .needsYourHelp: "almost helpful"
    case .firmReject: "refused"
    case nil: name
    }
  }

  /// `helpfulGoodSources` as "good sources".
  func words(_ tag: String) -> String {
    let bare = tag.hasPrefix("notHelpful") ? tag.dropFirst(10) : tag.dropFirst(7)
    return bare.reduce(into: "") { text, letter in
      if letter.isUppercase, !text.isEmpty { text += " " }
      text += letter.lowercased()
    }
  }

  private func number(_ value: Double?) -> String {
    value.map { String(format: "%.2f", $0) } ?? "unknown"
  }

  private func number(_ value: Float) -> String { number(Double(value)) }
}
