import NoteModel

/// How often a rater gives a not-helpful tag, and how often that tag is "incorrect".
struct TagCounts: Sendable, Equatable {
  var incorrect: Int32 = 0
  /// Ratings with at least one not-helpful tag.
  var tagged: Int32 = 0
}

extension RatingStore {
  /// Tag counts of every participant over the ratings in scope.
  func incorrectTagCounts(in scope: Scope) -> [TagCounts] {
    var counts = [TagCounts](repeating: TagCounts(), count: scope.raters.count)
    for note in 0..<noteCount {
      forEachRating(ofNote: note, in: scope) { rating in
        let tags = self.tags(rating)
        guard !tags.isDisjoint(with: .anyNotHelpful) else { return }
        counts[Int(rater[rating])].tagged += 1
        if tags.contains(.notHelpfulIncorrect) { counts[Int(rater[rating])].incorrect += 1 }
      }
    }
    return counts
  }
}
