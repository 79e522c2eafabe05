import ArgumentParser
import Foundation
import NoteEvaluation

/// `commonground evaluator report`: measures the evaluator on a community's rated notes.
struct EvaluatorReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Measure the evaluator on rated notes.",
    discussion: """
      Scores notes that raters have labelled and tells how well scores, probabilities and buckets \
      fit. With a model it looks at the posts that were held out when it was trained on the same \
      community; --all takes all notes, for another community.

      Example:
        commonground evaluator report demo/snapshot --scores demo/scores --model evaluator.model

      Exit codes: 0 done, 64 wrong usage, 65 input that cannot be used.
      """)

  @OptionGroup var input: EvaluatorInput

  @Option(
    help: ArgumentHelp(
      "What evaluator train wrote. Without it the hand-set signals are measured.",
      valueName: "file"))
  var model: String?

  @Flag(help: "Look at all notes, also those that the model has learned from.")
  var all = false

  @Flag(help: "Print JSON for programs instead of a page for people.")
  var json = false

  func run() throws {
    try reportingErrors {
      let learned = try model.map { path in try EvaluationModelFile.read(path: path) }
      let evaluator = NoteEvaluator(model: learned, abuseRules: try input.rules())
      let report = EvaluationReport(
        evaluator, on: try input.notes(), all ? .all : .heldOut, workers: input.workers)
      if json {
        print(try encodedJSON(report))
      } else {
        let name = "\(model ?? "hand-set signals"), \(all ? "all notes" : "held-out notes")"
        print(report.text(for: .standardOutput, name: name), terminator: "")
      }
    }
  }
}
