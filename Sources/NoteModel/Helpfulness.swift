/// How helpful a rater found a note.
///
/// The raw value is the byte kept per rating in memory. `score` is the number that models fit.
public enum Helpfulness: UInt8, Sendable, CaseIterable {
  case notHelpful = 0
  case somewhatHelpful = 1
  case helpful = 2

  /// 0, 0.5 or 1.
  @inlinable public var score: Float { Float(rawValue) * 0.5 }

  /// The text of `helpfulnessLevel` in the public ratings table.
  public var name: String {
    switch self {
    case .notHelpful: "NOT_HELPFUL"
    case .somewhatHelpful: "SOMEWHAT_HELPFUL"
    case .helpful: "HELPFUL"
    }
  }
}
