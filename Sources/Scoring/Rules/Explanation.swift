import NoteModel

/// How often raters ticked each reason for a note: what a status is explained by.
struct Explanation: Sendable, Equatable {
  /// By `RatingTag.rawValue`.
  private(set) var counts = [Int32](repeating: 0, count: RatingTag.allCases.count)

  mutating func add(_ tags: RatingTags) {
    var rest = tags.rawValue
    while rest != 0 {
      counts[rest.trailingZeroBitCount] += 1
      rest &= rest - 1
    }
  }

  /// The two reasons given most often for a status, among those given at least twice; nil where
  /// there are fewer, and for statuses that need no reason.
  func tags(for status: NoteStatus) -> (first: RatingTag, second: RatingTag)? {
    let candidates: [RatingTag]
    switch status {
    case .helpful: candidates = RatingTag.helpful
    case .notHelpful: candidates = RatingTag.notHelpful
    default: return nil
    }
    func rank(_ tag: RatingTag) -> (Int32, Int) { (counts[Int(tag.rawValue)], tag.priority) }
    let given = candidates.filter { counts[Int($0.rawValue)] >= 2 }
      .sorted { rank($0) > rank($1) }
    return given.count < 2 ? nil : (given[0], given[1])
  }
}
