/// How much of a score is learned, and how much set by hand (AIW-29b).
///
/// Below 50 labels of the rarer kind nothing learned counts, from 500 on nothing else does; between,
/// the share grows with every label. Score and bucket limits are blended alike, so that no label makes
/// either jump.
public enum LabelTrust {
  public static let first = 50
  public static let full = 500

  /// The share of what is learned, 0 to 1.
  ///
  /// - Parameter labels: of the rarer kind, positive or negative, that the least well supplied part
  ///   of the model has learned from.
  public static func share(labels: Int) -> Double {
    min(1, max(0, Double(labels - first) / Double(full - first)))
  }
}
