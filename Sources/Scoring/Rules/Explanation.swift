import NoteModel

/// How often raters ticked each reason for a note: what a status is explained by.
struct Explanation: Sendable {
  /// By `RatingTag.rawValue`.
  var counts: ArraySlice<Int32> = []

  private func count(_ tag: RatingTag) -> Int32 {
    counts.isEmpty ? 0 : counts[counts.startIndex + Int(tag.rawValue)]
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
    func rank(_ tag: RatingTag) -> (Int32, Int) { (count(tag), tag.priority) }
    let given = candidates.filter { count($0) >= 2 }
      .sorted { rank($0) > rank($1) }
    return given.count < 2 ? nil : (given[0], given[1])
  }
}
