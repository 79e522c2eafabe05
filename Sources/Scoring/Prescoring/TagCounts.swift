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

  /// The ratings in scope that have a label, with the label as their level.
  func labelled(in scope: Scope, _ label: (Int) -> UInt8?) -> RatingStore {
    var unlabelled: [Int] = []
    var labels: [UInt8] = []
    for note in 0..<noteCount {
      for rating in range(ofNote: note) {
        let isInScope = scope.notes[note] && scope.raters[Int(rater[rating])]
        if isInScope, let level = label(rating) {
          labels.append(level)
        } else {
          unlabelled.append(rating)
        }
      }
    }
    return dropping(unlabelled).replacingLevels(labels)
  }
}
