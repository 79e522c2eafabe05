/// How far a text is from the one that was exempted (moderation 9.2). The comparison is always with
/// that one, never with the edit before, so that small steps add up.
public struct Rewrite: Hashable, Codable, Sendable {
  /// Edit distance over the larger number of tokens, 0…1.
  public let ratio: Double
  /// Tokens that are new, with how often they occur.
  public let addedTokens: Int
  /// Whether an address or image has a host that did not occur.
  public let addsHost: Bool
  public let isSubstantial: Bool

  public init(from exempted: String, to new: String, _ policy: ModerationPolicy) {
    let (old, now) = (PostTokens.of(exempted), PostTokens.of(new))
    let longer = max(old.count, now.count)
    ratio = longer == 0 ? 0 : Double(TokenDistance.between(old, now)) / Double(longer)
    var spare: [PostToken: Int] = [:]
    for token in old { spare[token, default: 0] += 1 }
    var added = 0
    for token in now {
      if let left = spare[token], left > 0 { spare[token] = left - 1 } else { added += 1 }
    }
    addedTokens = added
    addsHost = !Set(now.compactMap(\.host)).isSubset(of: old.compactMap(\.host))
    isSubstantial =
      ratio >= policy.scanExemptRewriteRatio && longer > 0
      || addedTokens >= policy.scanExemptAddedTokens || addsHost
  }
}
