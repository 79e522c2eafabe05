extension SIMD8<Float> {
  /// e^x to about 2 ulp for |x| ≤ 87; beyond, as at ±87. Not-a-number gives a number: fits look for
  /// it in their parameters, not here.
  ///
  /// x = n·ln 2 + r with |r| ≤ ln 2 / 2; e^r by its Taylor polynomial of degree 6, whose remainder
  /// is below 1.3e-7 of it; n is added to the exponent bits.
  @inline(__always)
  var exponential: Self {
    let x = atMost(87).atLeast(-87)
    // Adding 1.5 · 2^23 rounds to the nearest integer and leaves it in the lowest bits.
    let shifted = x * Self(repeating: 1.442_695_04) + Self(repeating: 0x1.8p23)
    let n = shifted - Self(repeating: 0x1.8p23)
    let r = (x - n * Self(repeating: 0.693_145_75)) - n * Self(repeating: 1.428_606_8e-6)
    var power = Self(repeating: 1.388_888_9e-3)
    power = power * r + Self(repeating: 8.333_333_4e-3)
    power = power * r + Self(repeating: 4.166_666_8e-2)
    power = power * r + Self(repeating: 0.166_666_67)
    power = power * r + Self(repeating: 0.5)
    power = power * r + Self(repeating: 1)
    power = power * r + Self(repeating: 1)
    let exponent = shifted.bitPattern &<< SIMD8<UInt32>(repeating: 23)
    return Self(bitPattern: power.bitPattern &+ exponent)
  }

  /// log(1 + t) for 0 ≤ t ≤ 1, to about 1e-7 relative.
  ///
  /// With s = t / (2 + t): log(1 + t) = 2 · (s + s³/3 + s⁵/5 + …), without cancellation.
  @inline(__always)
  var logOfOnePlus: Self {
    let s = self / (self + Self(repeating: 2))
    let q = s * s
    var series = Self(repeating: 1 / 15)
    series = series * q + Self(repeating: 1 / 13)
    series = series * q + Self(repeating: 1 / 11)
    series = series * q + Self(repeating: 1 / 9)
    series = series * q + Self(repeating: 1 / 7)
    series = series * q + Self(repeating: 1 / 5)
    series = series * q + Self(repeating: 1 / 3)
    series = series * q + Self(repeating: 1)
    return s * series * Self(repeating: 2)
  }
}
