import Foundation

/// The distributions that a simulated community draws from.
///
/// Own formulas rather than the standard library's, whose algorithms may change between releases
/// and with them every simulated snapshot.
extension SeededGenerator {
  /// Uniform in 0 ..< 1.
  mutating func unit() -> Double { Double(next() >> 11) * 0x1p-53 }

  /// True with the given probability.
  mutating func chance(_ probability: Double) -> Bool { unit() < probability }

  /// Uniform in `0 ..< bound`.
  mutating func below(_ bound: Int) -> Int {
    Int(next().multipliedFullWidth(by: UInt64(bound)).high)
  }

  /// One of the elements, all equally likely.
  mutating func pick<Element>(_ elements: [Element]) -> Element { elements[below(elements.count)] }

  /// Standard normal, by the Box–Muller transform.
  mutating func normal() -> Double {
    let radius = (-2 * log(1 - unit())).squareRoot()
    return radius * cos(2 * .pi * unit())
  }

  /// A point of the plane with independent standard normal coordinates; the second is 0 on a line.
  mutating func normal(dimensions: Int) -> SIMD2<Float> {
    let first = Float(normal())
    return SIMD2(first, dimensions == 2 ? Float(normal()) : 0)
  }

  /// Exponential with the given mean.
  mutating func exponential(mean: Double) -> Double { -mean * log(1 - unit()) }

  /// Exponential with the given mean before truncation, conditional on being below `limit`.
  mutating func exponential(mean: Double, below limit: Double) -> Double {
    let mass = 1 - exp(-max(0, limit) / mean)
    return -mean * log(1 - unit() * mass)
  }

  /// Pareto of the second kind (Lomax) with scale 1: a heavy tail that starts at 0.
  mutating func lomax(shape: Double) -> Double { pow(1 - unit(), -1 / shape) - 1 }

  /// Log-normal with median 1.
  mutating func logNormal(sigma: Double) -> Double { exp(sigma * normal()) }

  /// Poisson with the given mean: by multiplication of uniforms for small means, else the rounded
  /// normal approximation.
  mutating func poisson(mean: Double) -> Int {
    guard mean > 0 else { return 0 }
    guard mean < 30 else { return max(0, Int((mean + mean.squareRoot() * normal()).rounded())) }
    let limit = exp(-mean)
    var count = 0
    var product = unit()
    while product > limit {
      count += 1
      product *= unit()
    }
    return count
  }

  /// `count` different numbers of `0 ..< bound`, in random order (a partial Fisher–Yates shuffle).
  mutating func sample(_ count: Int, of bound: Int) -> [Int] {
    var all = Array(0..<bound)
    for position in 0..<min(count, bound) {
      all.swapAt(position, position + below(bound - position))
    }
    return Array(all.prefix(count))
  }
}
