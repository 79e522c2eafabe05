import CommunityRules
import Foundation
import NoteModel

/// One rule that led to a note's status, with what it compared. Every comparison is computed from the
/// numbers that it prints.
public struct DecisionStep: Hashable, Codable, Sendable {
  public var rule: String
  public var compared: String
  public var outcome: String
}

extension DecisionStep {
  /// The steps of a note that has a status; none while it is open, when nothing is to be told.
  static func steps(
    _ status: StatusRecord, criteria: StatusCriteria = StatusCriteria()
  ) -> [DecisionStep] {
    guard status.publicStatus != .needsMoreRatings else { return [] }
    var steps: [DecisionStep] = []
    if let intercept = status.coreIntercept, let factor = status.factor {
      steps += agreement(intercept, factor, status.publicStatus, criteria)
    }
    if status.tags.count == 2 {
      steps.append(
        DecisionStep(
          rule: "Reasons in common",
          compared:
            "“\(status.tags[0].label)” and “\(status.tags[1].label)”, each by at least two raters",
          outcome: "explained"))
    }
    if let locked = status.lockedStatus {
      steps.append(
        DecisionStep(
          rule: "Two weeks", compared: "the note is more than 14 days old",
          outcome: "kept as \(locked.label.lowercased())"))
    }
    return steps
  }

  private static func agreement(
    _ intercept: Double, _ factor: Double, _ status: NoteStatus, _ criteria: StatusCriteria
  ) -> [DecisionStep] {
    func number(_ value: Double) -> String { String(format: "%.3f", value) }
    let name = "Agreement across viewpoints (core model)"
    if status == .helpful {
      return [
        DecisionStep(
          rule: name,
          compared: "score \(number(intercept)), helpful from \(number(criteria.helpfulIntercept))",
          outcome: intercept >= criteria.helpfulIntercept
            ? "high enough" : "below: another rule or model decided"),
        DecisionStep(
          rule: "Support from both sides (core model)",
          compared:
            "the note leans \(number(abs(factor))), at most \(number(criteria.dividingFactor))",
          outcome: abs(factor) < criteria.dividingFactor
            ? "not one-sided" : "one-sided: another rule or model decided"),
      ]
    }
    let limit = criteria.notHelpfulIntercept - criteria.notHelpfulSlope * abs(factor)
    return [
      DecisionStep(
        rule: name,
        compared: "score \(number(intercept)), not helpful up to \(number(limit))",
        outcome: intercept <= limit ? "low enough" : "above: another rule or model decided")
    ]
  }
}
