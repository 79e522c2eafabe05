// Loads of eight consecutive ratings from a compressed layout.
//
// All loads are unchecked. Invariant: `rating ..< rating + 8` lies within the layout's arrays, which
// end in seven spare ratings (`CompressedRatings.init`), and every entry of `others` is below the
// number of the other side's parameters (checked there, and by the fits for their tables). Lanes
// past an owner's last rating hold ratings of the next owner; callers multiply them by 0.

/// The labels 0, 0.5 and 1 of eight ratings.
@inline(__always)
func gatherLabels(_ levels: Span<UInt8>, at rating: Int) -> Lanes {
  // Lane by lane, because the initialiser that widens a vector is a call; this is one load.
  @inline(__always) func wide(_ lane: Int) -> UInt32 {
    UInt32(truncatingIfNeeded: levels[unchecked: rating &+ lane])
  }
  let bits = SIMD8<UInt32>(
    wide(0), wide(1), wide(2), wide(3), wide(4), wide(5), wide(6), wide(7))
  // 2^22 has a last bit worth one half: a level in its lowest bits adds level / 2.
  return Lanes(bitPattern: bits | SIMD8(repeating: 0x4A80_0000)) - Lanes(repeating: 0x1p22)
}

/// One number of the other side of eight ratings.
@inline(__always)
func gather(_ table: Span<Float>, _ others: Span<UInt32>, at rating: Int) -> Lanes {
  @inline(__always) func value(_ lane: Int) -> Float {
    table[unchecked: Int(others[unchecked: rating &+ lane])]
  }
  return Lanes(
    value(0), value(1), value(2), value(3), value(4), value(5), value(6), value(7))
}

/// Two numbers of the other side of eight ratings.
@inline(__always)
func gather(
  _ table: Span<SIMD2<Float>>, _ others: Span<UInt32>, at rating: Int
) -> (x: Lanes, y: Lanes) {
  // As a double, a pair is loaded into half a register by one instruction.
  @inline(__always) func pair(_ lane: Int) -> Double {
    unsafeBitCast(table[unchecked: Int(others[unchecked: rating &+ lane])], to: Double.self)
  }
  @inline(__always) func two(_ lane: Int) -> SIMD4<Float> {
    unsafeBitCast(SIMD2(pair(lane), pair(lane + 1)), to: SIMD4<Float>.self)
  }
  let low = Lanes(lowHalf: two(0), highHalf: two(2))
  let high = Lanes(lowHalf: two(4), highHalf: two(6))
  return (
    Lanes(lowHalf: low.evenHalf, highHalf: high.evenHalf),
    Lanes(lowHalf: low.oddHalf, highHalf: high.oddHalf)
  )
}

/// Four numbers of the other side of eight ratings.
@inline(__always)
func gather(
  _ table: Span<SIMD4<Float>>, _ others: Span<UInt32>, at rating: Int
) -> (x: Lanes, y: Lanes, z: Lanes, w: Lanes) {
  @inline(__always) func two(_ lane: Int) -> Lanes {
    Lanes(
      lowHalf: table[unchecked: Int(others[unchecked: rating &+ lane])],
      highHalf: table[unchecked: Int(others[unchecked: rating &+ lane &+ 1])])
  }
  @inline(__always) func four(_ lane: Int) -> (xz: Lanes, yw: Lanes) {
    let first = two(lane)
    let second = two(lane + 2)
    return (
      Lanes(lowHalf: first.evenHalf, highHalf: second.evenHalf),
      Lanes(lowHalf: first.oddHalf, highHalf: second.oddHalf)
    )
  }
  let low = four(0)
  let high = four(4)
  return (
    Lanes(lowHalf: low.xz.evenHalf, highHalf: high.xz.evenHalf),
    Lanes(lowHalf: low.yw.evenHalf, highHalf: high.yw.evenHalf),
    Lanes(lowHalf: low.xz.oddHalf, highHalf: high.xz.oddHalf),
    Lanes(lowHalf: low.yw.oddHalf, highHalf: high.yw.oddHalf)
  )
}
