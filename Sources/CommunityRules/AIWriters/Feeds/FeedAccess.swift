/// What a writer must have shown before a wider feed opens, shares in whole percents (AIW-33 to
/// AIW-35).
public struct FeedAccess: Hashable, Codable, Sendable {
  /// For `large` and `xl`.
  public var fewestNotes = 100
  public var leastHitRate = 5
  /// Of the latest 100 notes.
  public var mostNotHelpful = 10
  /// For `xxl`, alone: Writing Impact over 90 days.
  public var highImpact = 100

  public init() {}

  /// Why a feed stays closed.
  public enum Refusal: Error, Hashable, Sendable {
    /// There is no such feed in test mode.
    case onlyLive
    /// What the writer has not shown yet.
    case notEarned([Unmet])
  }

  public enum Unmet: Hashable, Sendable {
    case notes(has: Int, needed: Int)
    case hitRate(has: Fraction, needed: Fraction)
    case notHelpfulShare(has: Fraction, most: Fraction)
    case writingImpact(has: Int, needed: Int)
  }

  /// Why an enrolled or admitted writer may not read a feed; nil: it may.
  public func refusal(_ size: FeedSize, testMode: Bool, _ record: WriterRecord) -> Refusal? {
    if size == .small { return nil }
    if testMode { return .onlyLive }
    let unmet = unmet(for: size, record)
    return unmet.isEmpty ? nil : .notEarned(unmet)
  }

  /// Whether the writer counts as high performing: `xxl`, media notes, rating feedback (AIW-35).
  public func isHighPerforming(_ record: WriterRecord) -> Bool {
    record.writingImpact >= highImpact
  }

  /// Every condition of a feed that is not met, each by itself.
  public func unmet(for size: FeedSize, _ record: WriterRecord) -> [Unmet] {
    switch size {
    case .small: return []
    case .large, .xl:
      var unmet: [Unmet] = []
      if record.notes < fewestNotes {
        unmet.append(.notes(has: record.notes, needed: fewestNotes))
      }
      let least = Fraction(leastHitRate, 100)
      if record.longHitRate < least {
        unmet.append(.hitRate(has: record.longHitRate, needed: least))
      }
      let most = Fraction(mostNotHelpful, 100)
      if record.notHelpfulShareOf100 > most {
        unmet.append(.notHelpfulShare(has: record.notHelpfulShareOf100, most: most))
      }
      return unmet
    case .xxl:
      return isHighPerforming(record)
        ? [] : [.writingImpact(has: record.writingImpact, needed: highImpact)]
    }
  }
}
