/// Eight ratings side by side.
typealias Lanes = SIMD8<Float>

extension SIMD8<Float> {
  /// e^x for x ≤ 0, to about 2 ulp; 0 below −87.
  ///
  /// x = n·ln 2 + r with |r| ≤ ln 2 / 2; e^r by its Taylor polynomial of degree 7, 2^n by exponent
  /// bits.
  @inline(__always)
  var exponentialOfNonPositive: Self {
    let x = self.clamped(lowerBound: Self(repeating: -87), upperBound: Self(repeating: 0))
    let n = (x * 1.442_695_04).rounded(.toNearestOrEven)
    let r = (x - n * 0.693_145_75) - n * 1.428_606_8e-6
    var power: Self = Self(repeating: 1.984_127e-4)
    power = power * r + 1.388_888_9e-3
    power = power * r + 8.333_333_4e-3
    power = power * r + 4.166_666_8e-2
    power = power * r + 0.166_666_67
    power = power * r + 0.5
    power = power * r + 1
    power = power * r + 1
    let exponent = SIMD8<Int32>(n) &+ 127
    let scale = Self(bitPattern: SIMD8<UInt32>(truncatingIfNeeded: exponent &<< 23))
    return power * scale
  }

  /// log(1 + t) for 0 ≤ t ≤ 1, to about 1e-7 relative.
  ///
  /// With s = t / (2 + t): log(1 + t) = 2 · (s + s³/3 + s⁵/5 + …), without cancellation.
  @inline(__always)
  var logOfOnePlus: Self {
    let s = self / (self + 2)
    let q = s * s
    var series: Self = Self(repeating: 1 / 15)
    series = series * q + (1 / 13)
    series = series * q + (1 / 11)
    series = series * q + (1 / 9)
    series = series * q + (1 / 7)
    series = series * q + (1 / 5)
    series = series * q + (1 / 3)
    series = series * q + 1
    return 2 * s * series
  }

  /// |x| lane by lane.
  @inline(__always)
  var magnitudes: Self {
    Self(bitPattern: SIMD8<UInt32>(truncatingIfNeeded: bitPattern) & 0x7FFF_FFFF)
  }

  @inline(__always)
  var bitPattern: SIMD8<UInt32> { unsafeBitCast(self, to: SIMD8<UInt32>.self) }

  @inline(__always)
  init(bitPattern: SIMD8<UInt32>) { self = unsafeBitCast(bitPattern, to: Self.self) }
}
