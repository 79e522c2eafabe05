/// A stage of scoring, in the order in which they run.
public enum ScoringStage: String, Sendable, CaseIterable {
  case preparation
  case firstFit
  case helpfulRaters
  case harassment
  case secondFit
  case diligence
  case flipPredictor
  case noteFits
  case noteEvidence
  case decision

  /// For a person.
  public var title: String {
    switch self {
    case .preparation: "Prepare notes and ratings"
    case .firstFit: "Fit viewpoints, first round"
    case .helpfulRaters: "Find helpful raters"
    case .harassment: "Fit harassment consensus"
    case .secondFit: "Fit viewpoints, second round"
    case .diligence: "Fit diligence"
    case .flipPredictor: "Predict flips"
    case .noteFits: "Fit notes"
    case .noteEvidence: "Weigh evidence, apply rules"
    case .decision: "Decide statuses"
    }
  }

  /// About how much of the whole run the stage takes, measured on a million ratings; for progress
  /// alone.
  public var share: Double {
    switch self {
    case .preparation: 0.04
    case .firstFit: 0.20
    case .helpfulRaters: 0.02
    case .harassment: 0.08
    case .secondFit: 0.18
    case .diligence: 0.34
    case .flipPredictor: 0.01
    case .noteFits: 0.04
    case .noteEvidence: 0.08
    case .decision: 0.01
    }
  }
}
