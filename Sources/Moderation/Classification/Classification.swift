/// What a classifier said about a text (moderation 2.2). It advises; the policy decides.
public struct Classification: Hashable, Sendable {
  /// Overall certainty, 0…1.
  public let confidence: Double
  /// Every label that was judged, in the classifier's order.
  public let labels: [Judgement]
  /// Shown to staff.
  public let explanation: String
  /// Set: the classification failed, and says nothing.
  public let failure: Failure?
  /// Which classifier, for the audit.
  public let modelVersion: String

  public struct Judgement: Hashable, Sendable {
    public let label: String
    public let isFlagged: Bool
    /// 0…1; nil: the classifier gave none, and its confidence stands in.
    public let score: Double?

    public init(_ label: String, isFlagged: Bool = true, score: Double? = nil) {
      self.label = label
      self.isFlagged = isFlagged
      self.score = score
    }
  }

  public enum Failure: String, Codable, Sendable, CaseIterable {
    case timeout
    case transportError = "transport_error"
    case parseError = "parse_error"
    case usageLimitExceeded = "usage_limit_exceeded"
    case unexpectedError = "unexpected_error"
  }

  /// Why an answer of a classifier is none.
  public enum Problem: Error, Hashable, Sendable {
    /// A number is not within 0…1; the field names it.
    case outOfRange(field: String)
    case emptyLabel
    case repeatedLabel(String)
    case tooManyLabels
  }

  /// More labels than any classifier has.
  public static let mostLabels = 200

  /// - Throws: `Problem` for numbers outside 0…1 and labels that cannot be told apart.
  public init(
    confidence: Double, labels: [Judgement], explanation: String = "", modelVersion: String = ""
  ) throws(Problem) {
    guard (0...1).contains(confidence) else { throw .outOfRange(field: "confidence") }
    guard labels.count <= Self.mostLabels else { throw .tooManyLabels }
    var seen: Set<String> = []
    for judgement in labels {
      guard !judgement.label.isEmpty else { throw .emptyLabel }
      guard seen.insert(judgement.label).inserted else { throw .repeatedLabel(judgement.label) }
      if let score = judgement.score, !(0...1).contains(score) {
        throw .outOfRange(field: "category_scores.\(judgement.label)")
      }
    }
    self.confidence = confidence
    self.labels = labels
    self.explanation = explanation
    self.modelVersion = modelVersion
    failure = nil
  }

  /// A classification that failed: no labels, no certainty, no action.
  public init(failed failure: Failure, modelVersion: String = "") {
    confidence = 0
    labels = []
    explanation = ""
    self.modelVersion = modelVersion
    self.failure = failure
  }

  /// The labels that the classifier raised, in its order.
  public var flagged: [Judgement] { labels.filter(\.isFlagged) }

  /// How sure it is of one of them.
  public func score(of judgement: Judgement) -> Double { judgement.score ?? confidence }
}
