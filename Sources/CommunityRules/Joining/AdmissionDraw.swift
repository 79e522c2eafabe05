/// Who is admitted when there are fewer places than applicants: a draw that anybody can repeat from
/// its seed and the list of those who waited (ACT-31 to ACT-34).
public struct AdmissionDraw: Hashable, Sendable {
  /// Published with the result.
  public let seed: UInt64

  public init(seed: UInt64) { self.seed = seed }

  /// The admitted, in the order drawn; everybody where there are places enough.
  ///
  /// - Parameter waiting: unguessable names of those who wait; their order does not matter.
  public func admitted(from waiting: some Sequence<String>, places: Int) -> [String] {
    var rest = Set(waiting).sorted()
    var random = SplitMix64(seed: seed)
    var admitted: [String] = []
    while admitted.count < places, !rest.isEmpty {
      admitted.append(rest.remove(at: Int(random.next(below: UInt64(rest.count)))))
    }
    return admitted
  }
}

/// Small, exactly specified and the same everywhere: Steele, Lea & Flood 2014.
struct SplitMix64: RandomNumberGenerator, Sendable {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  /// Uniform below a bound: draws again where the last, incomplete stretch is hit.
  mutating func next(below bound: UInt64) -> UInt64 {
    precondition(bound > 0)
    let limit = UInt64.max - UInt64.max % bound
    while true {
      let value = next()
      if value < limit { return value % bound }
    }
  }
}
