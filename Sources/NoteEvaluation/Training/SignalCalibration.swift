extension LearnedSignal.Calibration {
  /// Limits by the community's own notes: `low` are scores below those of a quarter of them, `high`
  /// those that only two in five reach. A writer as good as the community's authors so has 25 % low and
  /// 40 % high, and passes the criteria of admission (section 11.1: at most 30 %, at least 30 %).
  ///
  /// - Parameter all: scores of all notes, labelled or not.
  static func claimOpinion(all: [Double], labelled: [LabelledScore]) -> Self? {
    guard let curve = CalibrationCurve(labelled) else { return nil }
    let sorted = all.sorted()
    return BucketLimits(
      medium: quantile(0.25, of: sorted), high: quantile(0.6, of: sorted)
    ).map { Self(curve: curve, limits: $0) }
  }

  /// Limits by the curve: `high` below the score at which one labelled note in five is abuse, `low`
  /// from the one at which it is every second.
  static func harassment(labelled: [LabelledScore]) -> Self? {
    guard let curve = CalibrationCurve(labelled) else { return nil }
    return BucketLimits(
      medium: -curve.score(reaching: 0.5), high: -curve.score(reaching: 0.2)
    ).map { Self(curve: curve, limits: $0) }
  }

  /// The quantile of sorted numbers, straight between neighbours.
  private static func quantile(_ share: Double, of sorted: [Double]) -> Double {
    let place = share * Double(sorted.count - 1)
    let below = sorted[Int(place)]
    let above = sorted[min(Int(place) + 1, sorted.count - 1)]
    return below + (place - place.rounded(.down)) * (above - below)
  }
}
