import Factorization

extension Scope {
  /// The same ratings by some raters only.
  func keeping(raters kept: [Bool]) -> Scope {
    var copy = self
    for rater in copy.raters.indices where !kept[rater] { copy.raters[rater] = false }
    return copy
  }
}

extension BiasFactor {
  /// A parameter that was not fitted.
  static let missing = BiasFactor(intercept: .nan, factor: .nan)

  /// What a fit starts from: 0 for what was not fitted before.
  var orZero: BiasFactor { intercept.isNaN ? .zero : self }
}

extension Float {
  /// 0 in place of a missing number.
  var orZero: Float { isNaN ? 0 : self }
}

extension FitRows {
  /// Values of items as an array over all notes; missing where the note is not in the fit.
  func spreadNotes(_ values: [BiasFactor], count: Int) -> [BiasFactor] {
    Self.spread(values, at: notes, count: count)
  }

  /// Values of users as an array over all participants.
  func spreadRaters(_ values: [BiasFactor], count: Int) -> [BiasFactor] {
    Self.spread(values, at: raters, count: count)
  }

  static func spread(_ values: [BiasFactor], at positions: [UInt32], count: Int) -> [BiasFactor] {
    var all = [BiasFactor](repeating: .missing, count: count)
    for (index, position) in positions.enumerated() { all[Int(position)] = values[index] }
    return all
  }
}
