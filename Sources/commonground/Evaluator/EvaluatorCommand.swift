import ArgumentParser

/// `commonground evaluator`: what judges notes that programs propose.
struct EvaluatorCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "evaluator",
    abstract: "Teach the evaluator of proposed notes, and measure it.",
    discussion: """
      Programs that propose notes are told how well a note does: whether it addresses the claim \
      without opinion, and whether contributors would see abuse in it. Without a model that rests on \
      hand-set signals and rules; with one, on what a community's own ratings taught.
      """,
    subcommands: [EvaluatorTrainCommand.self, EvaluatorReportCommand.self])
}
