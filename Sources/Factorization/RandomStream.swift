import Glibc

/// A seeded stream of random numbers: xoshiro256** (Blackman & Vigna 2018), seeded by SplitMix64.
///
/// The same seed gives the same numbers on every machine and Swift version.
public struct RandomStream: RandomNumberGenerator, Sendable {
  private var state: (UInt64, UInt64, UInt64, UInt64)

  public init(seed: UInt64) {
    var word = seed
    func next() -> UInt64 {
      word &+= 0x9E37_79B9_7F4A_7C15
      var z = word
      z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
      z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
      return z ^ (z >> 31)
    }
    state = (next(), next(), next(), next())
  }

  public mutating func next() -> UInt64 {
    let product = state.1 &* 5
    let result = ((product << 7) | (product >> 57)) &* 9
    let shifted = state.1 << 17
    state.2 ^= state.0
    state.3 ^= state.1
    state.1 ^= state.2
    state.0 ^= state.3
    state.2 ^= shifted
    state.3 = (state.3 << 45) | (state.3 >> 19)
    return result
  }

  /// Uniform in [0, 1), 53 bits.
  public mutating func uniform() -> Double { Double(next() >> 11) * 0x1p-53 }

  /// Uniform in [−bound, bound).
  public mutating func uniform(bound: Float) -> Float {
    Float((uniform() * 2 - 1) * Double(bound))
  }

  /// Standard normal, by the Box–Muller transform.
  public mutating func normal() -> Float {
    let radius = (-2 * log(1 - uniform())).squareRoot()
    return Float(radius * cos(2 * Double.pi * uniform()))
  }
}
