/// Keeps the binary features that depend most on the label.
enum ChiSquareSelection {
  /// χ² of a binary feature and a binary label: Σ (observed − expected)² / expected over the
  /// feature's occurrences in each class.
  ///
  /// - Parameters:
  ///   - count: rows that have the feature, at least one.
  ///   - positives: those of them with the label.
  ///   - share: of all rows that have the label, between 0 and 1.
  static func statistic(count: Int, positives: Int, share: Double) -> Double {
    let expected = Double(count) * share
    let other = Double(count) * (1 - share)
    let difference = Double(positives) - expected
    let otherDifference = Double(count - positives) - other
    return difference * difference / expected + otherDifference * otherDifference / other
  }

  /// Which of the scores are among the highest `percent`: those above the percentile, and of those
  /// equal to it as many as there is room for, in order.
  static func highest(_ scores: [Double], percent: Int) -> [Bool] {
    guard let threshold = scores.quantile(at: Double(100 - percent) / 100) else { return [] }
    var isKept = scores.map { $0 > threshold }
    var room = scores.count * percent / 100 - isKept.count { $0 }
    for index in scores.indices where scores[index] == threshold && room > 0 {
      isKept[index] = true
      room -= 1
    }
    return isKept
  }
}
