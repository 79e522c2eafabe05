/// What a note says of its post.
public enum Classification: UInt8, Sendable, CaseIterable {
  case misleading
  case notMisleading

  /// The text in the public tables.
  public var name: String {
    switch self {
    case .misleading: "MISINFORMED_OR_POTENTIALLY_MISLEADING"
    case .notMisleading: "NOT_MISLEADING"
    }
  }
}
