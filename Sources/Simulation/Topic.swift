/// The topics that scoring finds by seed words, with their numbers there.
public enum Topic: UInt8, Sendable, CaseIterable {
  case ukraineConflict = 1
  case gazaConflict = 2
  case messiRonaldo = 3
  case scams = 4
  case inDimensionTwo = 5
}

/// Share of posts on each topic; the remaining posts are on none.
public struct TopicShares: Hashable, Sendable {
  private var shares: [Double]

  /// - Parameter shares: one for each case of `Topic`, in order; missing ones are 0.
  public init(_ shares: [Double] = [0.08, 0.08, 0.04, 0.06, 0.02]) {
    self.shares = Topic.allCases.indices.map { $0 < shares.count ? shares[$0] : 0 }
  }

  /// The share of posts on a topic, 0…1.
  public subscript(topic: Topic) -> Double {
    get { shares[Int(topic.rawValue) - 1] }
    set { shares[Int(topic.rawValue) - 1] = newValue }
  }

  /// Share of posts on any topic.
  public var total: Double { shares.reduce(0, +) }

  /// The topic at a point of 0 ..< 1, laid end to end; nil beyond the last.
  func topic(at point: Double) -> Topic? {
    var end = 0.0
    for topic in Topic.allCases {
      end += self[topic]
      if point < end { return topic }
    }
    return nil
  }
}
