/// Chooses above which decision value a note is expected to flip.
enum FlipThreshold {
  /// A point of the receiver operating characteristic: the rows at or above `threshold`.
  private struct Point {
    var threshold: Double
    var falsePositives = 0
    var truePositives = 0
  }

  /// The threshold whose false-positive rate is closest to a wanted one; of equally close ones the
  /// largest.
  ///
  /// As scikit-learn's `roc_curve`, it looks at corners alone: a point between two that are as far
  /// from it in both counts is left out.
  ///
  /// - Parameters:
  ///   - decisions: of the training rows, at least one of each label.
  ///   - labels: whether the note flipped.
  static func choose(_ decisions: [Double], labels: [Bool], falsePositiveRate: Double) -> Double {
    let negatives = Double(labels.count { !$0 })
    func distance(_ point: Point) -> Double {
      abs(Double(point.falsePositives) / negatives - falsePositiveRate)
    }
    let points = corners(curve(decisions, labels: labels))
    var best = Point(threshold: points[0].threshold + 1)
    for point in points where distance(point) < distance(best) { best = point }
    return best.threshold
  }

  /// One point per distinct decision value, descending.
  private static func curve(_ decisions: [Double], labels: [Bool]) -> [Point] {
    let order = decisions.indices.sorted { decisions[$0] > decisions[$1] }
    var points: [Point] = []
    var point = Point(threshold: 0)
    for (rank, row) in order.enumerated() {
      point.threshold = decisions[row]
      if labels[row] { point.truePositives += 1 } else { point.falsePositives += 1 }
      let isLast = rank + 1 == order.count
      if isLast || decisions[order[rank + 1]] != decisions[row] { points.append(point) }
    }
    return points
  }

  private static func corners(_ points: [Point]) -> [Point] {
    points.indices.filter { index in
      guard index > 0, index + 1 < points.count else { return true }
      let (before, here, after) = (points[index - 1], points[index], points[index + 1])
      return after.falsePositives - here.falsePositives
        != here.falsePositives - before.falsePositives
        || after.truePositives - here.truePositives != here.truePositives - before.truePositives
    }.map { points[$0] }
  }
}
