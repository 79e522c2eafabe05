import Snapshot

/// How much a snapshot holds, to tell once its ratings have been given away.
struct SnapshotSize: Sendable {
  let ratings: Int
  /// People who rated.
  let raters: Int

  init(_ snapshot: Snapshot) {
    ratings = snapshot.ratings.count
    var isRater = [Bool](repeating: false, count: snapshot.participants.count)
    for rater in snapshot.ratings.rater { isRater[Int(rater)] = true }
    raters = isRater.count { $0 }
  }
}

extension Snapshot {
  /// All but the ratings, the largest part.
  var withoutRatings: Snapshot {
    var rest = self
    rest.ratings = RatingTable()
    return rest
  }
}
