/// Why nothing could be learned.
public enum EvaluationTrainingError: Error, Hashable, Sendable, CustomStringConvertible {
  /// No note has ratings enough for any label.
  case noLabels(notes: Int)

  public var description: String {
    switch self {
    case .noLabels(let notes):
      "None of \(notes) notes has ratings enough to learn from: a label takes ratings of weight 3, or "
        + "15 ratings and a status. Without a model, hand-set signals and rules are used."
    }
  }
}
