import ArgumentParser
import Foundation
import NoteEvaluation

/// `commonground evaluator train`: learns a model from a community's rated notes.
struct EvaluatorTrainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "train",
    abstract: "Learn from a community's rated notes.",
    discussion: """
      Reads the public tables, learns which texts raters give which tags, and writes a model. A \
      fifth of the posts is held out for evaluator report. The same input and options give the same \
      bytes, whatever the number of threads.

      With few labels the hand-set signals keep their say: up to \(LabelTrust.first) labels of the \
      rarer kind the model counts for nothing, from \(LabelTrust.full) on it decides alone.

      Example:
        commonground evaluator train demo/snapshot --scores demo/scores --output evaluator.model

      Exit codes: 0 done, 64 wrong usage, 65 input that cannot be used, 73 a model that cannot be \
      written.
      """)

  @OptionGroup var input: EvaluatorInput

  @Option(name: .shortAndLong, help: ArgumentHelp("File for the model.", valueName: "file"))
  var output: String

  @Option(help: "Decides which posts are held out.")
  var seed: UInt64 = 0

  @Flag(help: "Print what was learned as JSON.")
  var json = false

  func run() throws {
    try reportingErrors {
      var training = EvaluationModel.Training()
      training.splitSeed = seed
      training.abuseRules = try input.rules()
      training.workers = input.workers
      let model = try EvaluationModel.train(on: input.notes(), training)
      try EvaluationModelFile.write(model, path: output)
      let summary = EvaluatorTrainingSummary(model, file: output)
      print(
        json ? try encodedJSON(summary) : summary.text(for: .standardOutput),
        terminator: json ? "\n" : "")
    }
  }
}
