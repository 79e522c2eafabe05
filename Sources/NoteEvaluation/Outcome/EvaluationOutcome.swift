/// What one evaluator says of a note: an element of `evaluation_outcome` (section 9.2).
public struct EvaluationOutcome: Hashable, Sendable, Codable {
  public var type: EvaluatorType
  public var bucket: EvaluationBucket

  public init(_ type: EvaluatorType, _ bucket: EvaluationBucket) {
    self.type = type
    self.bucket = bucket
  }
}
