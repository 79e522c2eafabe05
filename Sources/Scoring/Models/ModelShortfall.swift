/// A model that has no say in a run, and why.
public struct ModelShortfall: Sendable, Hashable {
  /// As in the output tables and in `ScoringModel.name`.
  public let model: String
  public let reason: Reason

  public init(model: String, reason: Reason) {
    self.model = model
    self.reason = reason
  }

  public enum Reason: Sendable, Hashable, Codable {
    /// No rating is left of raters and notes with as many ratings as the model asks for.
    case tooFewRatings(perRater: Int, perNote: Int)
    /// Nobody's early ratings can be compared with what became of notes.
    case noHelpfulRaters
    /// The model whose raters it takes has none.
    case noRaters(of: String)
    /// No note in its scope has a rating by a rater it knows.
    case nothingToScore
  }
}

extension ModelShortfall: CustomStringConvertible {
  public var description: String { "\(model): \(reason)" }
}

extension ModelShortfall.Reason: CustomStringConvertible {
  public var description: String {
    switch self {
    case .tooFewRatings(let rater, let note):
      """
      in its scope no rating is left of raters with \(max(1, rater)) or more ratings on notes with \
      \(max(1, note)) or more
      """
    case .noHelpfulRaters:
      """
      no rater is left whose early ratings stood up: it takes notes that raters of both sides agree \
      on, rated before that was known
      """
    case .noRaters(let model): "\(model), whose raters it takes, could not run"
    case .nothingToScore: "no note in its scope has ratings by raters it knows"
    }
  }
}

/// What a model gives: a result, or why there is none.
enum ModelOutcome<Value: Sendable>: Sendable {
  case done(Value)
  case short(ModelShortfall.Reason)

  /// The result, where there is one.
  var value: Value? { if case .done(let value) = self { value } else { nil } }
}
