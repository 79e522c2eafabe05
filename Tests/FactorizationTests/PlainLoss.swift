import Glibc

/// Losses of single predictions in double precision, written as in a textbook.
enum PlainLoss {
  case squared
  case logistic(positiveWeight: Double)

  func value(_ z: Double, _ y: Double) -> Double {
    switch self {
    case .squared: (z - y) * (z - y)
    case .logistic(let p):
      (1 - y) * z + (1 + (p - 1) * y) * (log1p(exp(-abs(z))) + max(-z, 0))
    }
  }

  func slope(_ z: Double, _ y: Double) -> Double {
    switch self {
    case .squared: 2 * (z - y)
    case .logistic(let p): (1 - y) - (1 + (p - 1) * y) / (1 + exp(z))
    }
  }
}
