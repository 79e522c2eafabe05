import Foundation

/// What is known of a share after weighted votes for and against, from a uniform prior: a Beta
/// distribution with 1 + votes for and 1 + votes against.
public struct BetaPosterior: Hashable, Sendable {
  public let alpha: Double
  public let beta: Double

  /// - Parameters: effective votes, 0 or more.
  public init(votesFor: Double, votesAgainst: Double) {
    alpha = 1 + max(0, votesFor)
    beta = 1 + max(0, votesAgainst)
  }

  public var mean: Double { alpha / (alpha + beta) }

  /// How likely it is that the share lies above one half.
  public var probabilityAboveHalf: Double {
    Self.regularisedIncompleteBeta(beta, alpha, at: 0.5)
  }

  /// I_x(a, b), by the continued fraction of Lentz's method (Press et al., Numerical Recipes, 6.4).
  static func regularisedIncompleteBeta(_ a: Double, _ b: Double, at x: Double) -> Double {
    guard x > 0 else { return 0 }
    guard x < 1 else { return 1 }
    // The fraction converges fast on this side of the mean; the other follows by symmetry.
    guard x <= (a + 1) / (a + b + 2) else {
      return 1 - regularisedIncompleteBeta(b, a, at: 1 - x)
    }
    let normaliser: Double = lgamma(a + b) - lgamma(a) - lgamma(b)
    let logFront: Double = normaliser + a * log(x) + b * log(1 - x)
    return exp(logFront) * fraction(a, b, x) / a
  }

  private static func fraction(_ a: Double, _ b: Double, _ x: Double) -> Double {
    func away(_ value: Double) -> Double { abs(value) < 1e-300 ? 1e-300 : value }
    var c = 1.0
    var d: Double = 1 / away(1 - (a + b) * x / (a + 1))
    var result = d
    for step in 1...300 {
      let m = Double(step)
      let double: Double = a + 2 * m
      let even: Double = m * (b - m) * x / ((double - 1) * double)
      d = 1 / away(1 + even * d)
      c = away(1 + even / c)
      result *= d * c
      let odd: Double = -(a + m) * (a + b + m) * x / (double * (double + 1))
      d = 1 / away(1 + odd * d)
      c = away(1 + odd / c)
      let change = d * c
      result *= change
      if abs(change - 1) < 1e-14 { break }
    }
    return result
  }
}
