import Foundation

/// Exponential and logarithm from the four operations alone, which round alike on every machine.
/// The system's own differ from one library to the next, and the bytes of a model with them.
enum Arithmetic {
  // The logarithm of 2 in two parts; the high one ends in zeros, so that multiples of it are exact.
  private static let ln2High = 6.93147180369123816490e-01
  private static let ln2Low = 1.90821492927058770002e-10

  /// e to the `x`, to about 15 digits; `x` is kept within -700 and 700.
  static func exponential(_ x: Double) -> Double {
    guard !x.isNaN else { return x }
    let x = min(max(x, -700), 700)
    let halves = (x * 1.442_695_040_888_963_4).rounded()
    let rest = (x - halves * ln2High) - halves * ln2Low
    var sum = 1.0
    for divisor in stride(from: 14.0, through: 1, by: -1) { sum = 1 + rest * sum / divisor }
    return Double(sign: .plus, exponent: Int(halves), significand: sum)
  }

  /// The natural logarithm of a positive number, to about 15 digits.
  static func logarithm(_ x: Double) -> Double {
    guard x > 0, x.isFinite else { return x == 0 ? -.infinity : x }
    var significand = x.significand
    var exponent = Double(x.exponent)
    if significand > 1.414_213_562_373_095_1 {
      significand /= 2
      exponent += 1
    }
    let ratio = (significand - 1) / (significand + 1)
    let square = ratio * ratio
    var sum = 0.0
    for odd in stride(from: 23.0, through: 1, by: -2) { sum = sum * square + 1 / odd }
    return 2 * ratio * sum + exponent * ln2Low + exponent * ln2High
  }

  static func logistic(_ x: Double) -> Double {
    x >= 0 ? 1 / (1 + exponential(-x)) : exponential(x) / (1 + exponential(x))
  }

  /// The log-odds of a probability, which is kept away from 0 and 1 by 10⁻⁹.
  static func logOdds(_ probability: Double) -> Double {
    let kept = min(max(probability, 1e-9), 1 - 1e-9)
    return logarithm(kept / (1 - kept))
  }
}
