/// How a consensus came about, as everybody may know it once its outcome is out: neither a count nor
/// a score, and nothing about a single voter.
public enum DecidingRule: String, Codable, Sendable, CaseIterable {
  /// People who usually disagree agreed.
  case acrossViews
  /// Several people agreed who have no history of voting alike.
  case strangers
}

extension ConsensusReading {
  /// The rule that had the greater part in the outcome; nil as long as there is none.
  public var rule: DecidingRule? {
    outcome == nil ? nil : mapShare >= 0.5 ? .acrossViews : .strangers
  }
}
