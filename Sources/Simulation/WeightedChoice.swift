/// Draws members with probability proportional to their weights, in constant time.
///
/// Walker's alias method with Vose's construction (1991): every slot holds one member and the
/// member that takes over above the slot's threshold. 12 bytes a member.
struct WeightedChoice: Sendable {
  private var members: [UInt32] = []
  private var thresholds: [Float] = []
  private var aliases: [UInt32] = []

  /// - Parameter weights: one for each member, 0 or more; members of weight 0 are never drawn.
  init(members candidates: [UInt32], weights: [Double]) {
    precondition(candidates.count == weights.count)
    let kept = candidates.indices.filter { weights[$0] > 0 }
    members = kept.map { candidates[$0] }
    let total = kept.reduce(0) { $0 + weights[$1] }
    var scaled = kept.map { weights[$0] / total * Double(kept.count) }
    thresholds = Array(repeating: 1, count: kept.count)
    aliases = Array(0..<UInt32(kept.count))
    var small = scaled.indices.filter { scaled[$0] < 1 }
    var large = scaled.indices.filter { scaled[$0] >= 1 }
    while let giver = large.last, let taker = small.popLast() {
      thresholds[taker] = Float(scaled[taker])
      aliases[taker] = UInt32(giver)
      scaled[giver] -= 1 - scaled[taker]
      if scaled[giver] < 1 { small.append(large.removeLast()) }
    }
  }

  /// How many members can be drawn.
  var count: Int { members.count }

  /// One member. At least one must have a positive weight.
  func draw(using generator: inout SeededGenerator) -> UInt32 {
    let word = generator.next()
    let slot = Int(((word >> 32) &* UInt64(members.count)) >> 32)
    let coin = Float(word & 0xFF_FFFF) * 0x1p-24
    return members[coin < thresholds[slot] ? slot : Int(aliases[slot])]
  }
}
