import Foundation
import NoteModel

extension NoteExplanation {
  /// What would give the note another status, as far as its numbers tell.
  func possibleChanges(_ heldBackAt: Int64?) -> [PossibleChange] {
    guard let decided = decidedBy.flatMap({ RuleName(name: $0) }) else { return [] }
    switch decided {
    case .scoringDriftGuard:
      return [PossibleChange("Nothing: the status is locked.")]
    case .insufficientExplanation:
      return [PossibleChange("Two reasons that two raters or more give each.")]
    case .stabilization where status != NoteStatus.helpful.name:
      let since = heldBackAt.flatMap { $0 > 0 ? $0 : nil }.map {
        " (held back since \($0.asMinute))"
      }
      return [
        PossibleChange(
          "A run at least half an hour later that still finds it helpful\(since ?? "").")
      ]
    case .populationSampledIntercept:
      return [PossibleChange("More helpful ratings by people asked at random.")]
    case _ where RuleName.topicModels.contains(decided):
      return [PossibleChange("Helpful ratings by both sides of those who rate the topic.")]
    default: break
    }
    guard let model = decidingModel, let intercept = model.intercept else {
      return [
        PossibleChange("Five ratings or more by raters who have rated ten notes or more.")
      ]
    }
    switch NoteStatus(name: status) {
    case .helpful: return changesOfHelpful(model, intercept)
    case .notHelpful: return changesOfNotHelpful(model, intercept)
    default: return changesOfUndecided(model, intercept)
    }
  }

  private func thresholds(_ model: ModelExplanation) -> RuleThresholds {
    ModelTable.all.final.first { ExplainedModel.siteRule(of: $0) == model.siteRule }?.thresholds
      ?? RuleThresholds()
  }

  private func changesOfHelpful(
    _ model: ModelExplanation, _ intercept: Double
  ) -> [PossibleChange] {
    let limit = Double(thresholds(model).helpfulWithInertia)
    guard intercept >= limit else { return [] }
    return [
      PossibleChange(
        "It loses the status where its intercept in \(model.name) falls by "
          + "\(number(intercept - limit)) or more, below \(number(limit)), before it is locked.",
        by: limit - intercept)
    ]
  }

  private func changesOfNotHelpful(
    _ model: ModelExplanation, _ intercept: Double
  ) -> [PossibleChange] {
    model.rules.compactMap { rule in
      guard let comparison = rule.comparisons.first, let value = comparison.value,
        [.generalNotHelpful, .upperBoundNotHelpful, .notMisleadingNotHelpful].contains(rule.rule)
      else { return nil }
      let missing = comparison.limit - value
      return PossibleChange(
        "It is undecided again where its \(comparison.quantity) in \(model.name) rises by "
          + "\(number(missing)), above \(number(comparison.limit)).", by: missing)
    }
  }

  /// Each thing that stands in the way of "helpful" in the model.
  private func changesOfUndecided(
    _ model: ModelExplanation, _ intercept: Double
  ) -> [PossibleChange] {
    guard classification == Classification.misleading.name else {
      return [
        PossibleChange("Nothing makes it helpful: only notes that call the post misleading can be.")
      ]
    }
    var changes: [PossibleChange] = []
    let helpful = thresholds(model).helpful
    if intercept < helpful {
      changes.append(
        PossibleChange(
          "To become helpful its intercept in \(model.name) must rise by "
            + "\(number(helpful - intercept)), to \(number(helpful)): helpful ratings from the side "
            + "that rates it lower count most.", by: helpful - intercept))
      if let best = model.interceptMax, best >= helpful {
        changes.append(
          PossibleChange(
            "One more helpful rating by a rater at the far end of the axis could do: it would bring "
              + "the intercept to \(number(best))."))
      }
    }
    for rule in model.rules {
      switch rule.rule {
      case .tagFilter:
        changes.append(
          PossibleChange("A smaller share of raters of like viewpoint who name the fault."))
      case .incorrectFilter:
        changes.append(
          PossibleChange("Fewer raters of like viewpoint who call it incorrect."))
      case .lowDiligenceFilter:
        changes.append(
          PossibleChange("Fewer raters, on either side, who doubt its facts or sources."))
      case .largeFactorFilter, .noHighVolumeIntercept, .noCorrelatedIntercept:
        guard let comparison = rule.comparisons.first, let value = comparison.value else {
          continue
        }
        let move = comparison.limit - value
        changes.append(
          PossibleChange(
            "Its \(comparison.quantity) in \(model.name) would have to "
              + "\(move < 0 ? "fall" : "rise") by \(number(abs(move))), to \(number(comparison.limit)).",
            by: move))
      case .minMinorityRaters, .raterBalance:
        changes.append(
          PossibleChange("More helpful ratings from the side of which fewer find it helpful."))
      default: continue
      }
    }
    return changes
  }

  private func number(_ value: Double) -> String {
    String(format: abs(value) < 0.01 ? "%.4f" : "%.2f", value)
  }
}

extension Int64 {
  /// Milliseconds since the epoch as 2026-07-16 09:30 UTC.
  fileprivate var asMinute: String {
    let date = Date(timeIntervalSince1970: Double(self) / 1000)
    let day = date.formatted(.iso8601.year().month().day())
    let time = date.formatted(.iso8601.time(includingFractionalSeconds: false))
    return "\(day) \(time.prefix(5)) UTC"
  }
}
