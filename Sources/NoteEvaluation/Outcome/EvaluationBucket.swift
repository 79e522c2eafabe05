/// How well a note does by one evaluator; `high` is always the best. The raw value is the name in the
/// interface for note writers (section 9.2). Buckets compare from worst to best.
public enum EvaluationBucket: String, Sendable, CaseIterable, Codable, Comparable {
  case low = "Low"
  case medium = "Medium"
  case high = "High"

  public static func < (first: EvaluationBucket, second: EvaluationBucket) -> Bool {
    first.rank < second.rank
  }

  private var rank: Int {
    switch self {
    case .low: 0
    case .medium: 1
    case .high: 2
    }
  }
}
