import ArgumentParser
import Scoring

/// Which phases of scoring a run does.
enum ScorePhase: String, Encodable, CaseIterable {
  case whole
  case prescoring
  case final

  /// The stages of scoring that it goes through.
  var stages: [ScoringStage] {
    ScoringStage.allCases.filter { stage in
      switch self {
      case .whole: true
      case .prescoring: stage.runs(in: .prescoring)
      case .final: stage.runs(in: .final)
      }
    }
  }
}

/// Options that run prescoring and final scoring apart.
struct PhaseOptions: ParsableArguments {
  @Flag(help: "Stop after prescoring, and write its state alone, for --final-only.")
  var prescoreOnly = false

  @Flag(help: "Skip prescoring: take the state of an earlier --prescore-only.")
  var finalOnly = false

  @Option(
    help: ArgumentHelp("Folder with that state; needed by --final-only.", valueName: "dir"))
  var prescored: String?

  func validate() throws {
    if prescoreOnly, finalOnly {
      throw ValidationError(
        """
        --prescore-only and --final-only exclude each other; without either, both phases run in \
        one go.
        """)
    }
    if finalOnly, prescored == nil {
      throw ValidationError(
        "--final-only needs --prescored: the folder that --prescore-only wrote its state to.")
    }
    if !finalOnly, prescored != nil {
      throw ValidationError(
        prescoreOnly
          ? """
          --prescored names what --final-only reads; --prescore-only writes its state to --output.
          """
          : "--prescored has a meaning with --final-only alone; add it, or leave both out.")
    }
  }

  var phase: ScorePhase { prescoreOnly ? .prescoring : finalOnly ? .final : .whole }
}
