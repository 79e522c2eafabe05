/// Why posts get topics from seed terms alone.
public enum TopicShortfall: Error, Sendable, Codable, Equatable, CustomStringConvertible {
  /// All posts have the same seed label, or there are none: nothing to tell apart.
  case oneLabel
  /// No word is on enough posts, and on few enough, to learn from.
  case noWords
  /// The classifier finds too few of the seed labels again: the mean share over labels.
  case inaccurate(balancedAccuracy: Double)

  public var description: String {
    switch self {
    case .oneLabel:
      "Topics come from seed terms alone: the posts do not differ in seed terms, so that there is "
        + "nothing to learn from."
    case .noWords:
      "Topics come from seed terms alone: no other word is frequent enough to learn from."
    case .inaccurate(let balancedAccuracy):
      "Topics come from seed terms alone: the classifier finds only "
        + "\(Int((100 * balancedAccuracy).rounded())) % of the seed labels again."
    }
  }
}
