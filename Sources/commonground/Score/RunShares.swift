import Scoring

/// How far a run has come when a stage begins, where every model goes through the same stages.
///
/// Models run from the widest to the narrowest; the n-th is taken to cost 1/n of the first.
struct RunShares: Sendable {
  private let models: [Group: Int]
  private let stages: [ScoringStage]
  private var runs: [Group: Int] = [:]

  /// Stages that come round again for each model.
  private enum Group: Sendable, CaseIterable {
    case learning
    case scoring

    var stages: [ScoringStage] {
      switch self {
      case .learning: [.firstFit, .helpfulRaters, .harassment, .secondFit, .diligence]
      case .scoring: [.noteFits, .noteEvidence]
      }
    }
  }

  /// - Parameter stages: those that the run goes through.
  init(_ table: ModelTable, stages: [ScoringStage] = ScoringStage.allCases) {
    self.stages = stages
    models = [.learning: table.prescoring.count, .scoring: table.final.count]
  }

  /// The share of the run that is done when a stage begins, 0…1; never less than before.
  mutating func begin(_ stage: ScoringStage) -> Double {
    guard let group = Group.allCases.first(where: { $0.stages.contains(stage) }) else {
      return sum(stages.prefix { $0 != stage }) / whole
    }
    if stage == group.stages[0] { runs[group, default: 0] += 1 }
    let run = runs[group] ?? 1
    let within = sum(group.stages.prefix { $0 != stage }) / sum(group.stages[...])
    let all = Self.harmonic(max(models[group] ?? 1, run))
    let done = (Self.harmonic(run - 1) + within / Double(run)) / all
    return (sum(stages.prefix { $0 != group.stages[0] }) + done * sum(group.stages[...])) / whole
  }

  private var whole: Double { sum(stages[...]) }

  private func sum(_ stages: ArraySlice<ScoringStage>) -> Double {
    stages.reduce(0) { $0 + $1.share }
  }

  private static func harmonic(_ count: Int) -> Double {
    (0..<max(0, count)).reduce(0) { $0 + 1 / Double($1 + 1) }
  }
}
