/// What was learned about one evaluator's score beside the score itself.
struct LearnedSignal: Sendable, Equatable {
  /// What `LabelTrust` is measured by.
  var labels: Int
  /// Nil where no limits could be learned; then nothing learned counts.
  var calibration: Calibration?

  struct Calibration: Sendable, Equatable {
    var curve: CalibrationCurve
    /// On the score, or on its negative where more is worse.
    var limits: BucketLimits
  }

  /// The share of what is learned, 0 to 1.
  var share: Double { calibration == nil ? 0 : LabelTrust.share(labels: labels) }
}
