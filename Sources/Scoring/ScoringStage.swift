/// A stage of scoring, in the order in which they run.
public enum ScoringStage: String, Sendable, CaseIterable {
  case preparation
  case topics
  case raterClustering
  case firstFit
  case helpfulRaters
  case harassment
  case secondFit
  case diligence
  case flipPredictor
  case earlyHelpful
  case noteFits
  case noteEvidence
  case decision
  case contributors
  /// A model has ended: its thread waits for others.
  case idle

  /// For a person.
  public var title: String {
    switch self {
    case .preparation: "Prepare notes and ratings"
    case .topics: "Sort posts by topic"
    case .raterClustering: "Find coordinated raters"
    case .firstFit: "Fit viewpoints, first round"
    case .helpfulRaters: "Find helpful raters"
    case .harassment: "Fit harassment consensus"
    case .secondFit: "Fit viewpoints, second round"
    case .diligence: "Fit diligence"
    case .flipPredictor: "Predict flips"
    case .earlyHelpful: "Predict early helpful notes"
    case .noteFits: "Fit notes"
    case .noteEvidence: "Weigh evidence, apply rules"
    case .decision: "Decide statuses"
    case .contributors: "Score contributors"
    case .idle: "Wait for other models"
    }
  }

  /// About how much of the whole run the stage takes, measured on a million ratings; for progress
  /// alone.
  public var share: Double {
    switch self {
    case .preparation: 0.02
    case .topics: 0.02
    case .raterClustering: 0.02
    case .firstFit: 0.09
    case .helpfulRaters: 0.02
    case .harassment: 0.08
    case .secondFit: 0.13
    case .diligence: 0.33
    case .flipPredictor: 0.01
    case .earlyHelpful: 0.14
    case .noteFits: 0.04
    case .noteEvidence: 0.08
    case .decision: 0.005
    case .contributors: 0.005
    case .idle: 0
    }
  }
}
