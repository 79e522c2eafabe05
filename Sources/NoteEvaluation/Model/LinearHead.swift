import Factorization

/// A logistic model of one tag: the logit is an intercept and a weighted sum of features.
struct LinearHead: Sendable, Equatable {
  var intercept: Double
  /// One for each column of `NoteFeatures`.
  var weights: [Float]

  /// The logit of the tag's probability.
  func logit(_ row: [SparseEntry]) -> Double {
    row.reduce(intercept) { $0 + Double(weights[Int($1.column)]) * Double($1.value) }
  }
}
