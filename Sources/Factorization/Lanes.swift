/// Eight ratings side by side.
///
/// Written with operations that compile to plain vector instructions on any x86-64 and arm64:
/// `clamped`, `replacing(with:where:)`, rounding and conversions to integers become loops over
/// scalars there.
typealias Lanes = SIMD8<Float>

extension SIMD8<Float> {
  /// The sum of all lanes, by halves: a fixed order, so that it is the same on every machine.
  @inline(__always)
  var total: Float {
    let four = lowHalf + highHalf
    let two = four.lowHalf + four.highHalf
    return two.x + two.y
  }

  /// 1 in the first `count` lanes, else 0.
  @inline(__always)
  static func ones(first count: Int) -> Self {
    let position = Self(0, 1, 2, 3, 4, 5, 6, 7)
    return select(position .< Self(repeating: Float(count)), one, zero)
  }

  /// `yes` where the mask holds, else `no`.
  @inline(__always)
  static func select(_ mask: SIMDMask<SIMD8<Int32>>, _ yes: Self, _ no: Self) -> Self {
    let bits = unsafeBitCast(mask, to: SIMD8<UInt32>.self)
    return Self(bitPattern: (yes.bitPattern & bits) | (no.bitPattern & ~bits))
  }

  /// The smaller of each lane and `bound`.
  @inline(__always)
  func atMost(_ bound: Float) -> Self {
    Self.select(self .< Self(repeating: bound), self, Self(repeating: bound))
  }

  /// The larger of each lane and `bound`.
  @inline(__always)
  func atLeast(_ bound: Float) -> Self {
    Self.select(self .> Self(repeating: bound), self, Self(repeating: bound))
  }

  /// |x| lane by lane.
  @inline(__always)
  var magnitudes: Self { Self(bitPattern: bitPattern & SIMD8<UInt32>(repeating: 0x7FFF_FFFF)) }

  @inline(__always)
  var bitPattern: SIMD8<UInt32> { unsafeBitCast(self, to: SIMD8<UInt32>.self) }

  @inline(__always)
  init(bitPattern: SIMD8<UInt32>) { self = unsafeBitCast(bitPattern, to: Self.self) }
}
