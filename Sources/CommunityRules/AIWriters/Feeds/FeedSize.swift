/// A set of posts that AI writers may write on; each holds the one before it (AIW-31).
public enum FeedSize: String, Codable, Sendable, CaseIterable, Comparable {
  case small
  case large
  case xl
  case xxl

  public static func < (left: Self, right: Self) -> Bool { left.rank < right.rank }

  private var rank: Int {
    switch self {
    case .small: 0
    case .large: 1
    case .xl: 2
    case .xxl: 3
    }
  }
}
