/// The two halves of scoring, which may run apart.
public enum ScoringPhase: Sendable, CaseIterable {
  /// Learns from the snapshot as a whole.
  case prescoring
  /// Scores notes with what was learned.
  case final
}

extension ScoringStage {
  /// Whether a phase that runs alone goes through the stage.
  public func runs(in phase: ScoringPhase) -> Bool {
    switch self {
    // Posts that are new to final scoring are sorted by the topic model of the state.
    // Predictors are trained in one phase and asked in the other.
    case .preparation, .topics, .flipPredictor, .earlyHelpful, .idle: true
    case .raterClustering, .firstFit, .helpfulRaters, .harassment, .secondFit, .diligence:
      phase == .prescoring
    case .noteFits, .noteEvidence, .decision, .contributors: phase == .final
    }
  }
}
