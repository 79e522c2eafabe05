import Foundation
import NoteEvaluation

/// What `evaluator train` learned: for a person, and the answer of `--json`.
struct EvaluatorTrainingSummary: Encodable {
  struct Signal: Encodable {
    var evaluator: EvaluatorType
    /// Of the rarer kind.
    var labels: Int
    /// Of the learned score, 0 to 1.
    var share: Double
  }

  var file: String
  var origin: EvaluationModel.Origin
  var signals: [Signal]

  init(_ model: EvaluationModel, file: String) {
    self.file = file
    origin = model.origin
    signals = [
      Signal(
        evaluator: .claimOpinion, labels: model.claimOpinionLabels,
        share: model.claimOpinionShare),
      Signal(
        evaluator: .harassmentAbuse, labels: model.harassmentLabels, share: model.harassmentShare),
    ]
  }

  func text(for terminal: Terminal) -> String {
    var page = Page(for: terminal)
    page.addTitle("Learned from \(origin.notes.grouped) notes", file)
    page.addSection("Labels of the rarer kind", "and how far the model is trusted for them")
    for signal in signals {
      page.addRow(
        signal.evaluator.rawValue, signal.labels, share: signal.share.asPercent,
        remark: "of the score is learned")
    }
    page.addDetail("evaluator report tells how well the model does on the posts held out.")
    return page.text
  }
}

extension Double {
  /// As a share: 43.0 %.
  var asPercent: String { String(format: "%.1f %%", 100 * self) }
}
