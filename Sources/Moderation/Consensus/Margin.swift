import Foundation

/// A reading on the common scale of both rules: from 1 on the action stands, from −1 down it falls,
/// between them nothing is decided.
enum Margin {
  static let most = 2.0

  static func bounded(_ margin: Double) -> Double {
    margin.isNaN ? 0 : min(max(margin, -most), most)
  }

  /// 0…1, as shown to staff: ¾ and ¼ are the thresholds.
  static func score(_ margin: Double) -> Double { 0.5 + bounded(margin) / (2 * most) }
}

/// Of a probability, which is kept away from 0 and 1.
func logOdds(_ probability: Double) -> Double {
  let kept = min(max(probability, 1e-12), 1 - 1e-12)
  return log(kept / (1 - kept))
}
