import NoteModel
import Snapshot

/// What the site decides about one note.
public struct SiteVerdict: Sendable, Equatable {
  public var status = NoteStatus.needsMoreRatings
  public var rules = RuleSet()
  /// The status before stabilisation; may be `needsYourHelp`.
  public var preStabilizationStatus = NoteStatus.needsMoreRatings
  /// New value of `timestampMillisOfNmrDueToMinStableCrhTime`, or missing where it stays.
  public var stabilizationAt = OptionalMillis.missing
  /// The status that a lock replaced.
  public var unlockedStatus: NoteStatus?
  public var firstTag: RatingTag?
  public var secondTag: RatingTag?

  /// The rule that decided.
  public var decidedBy: RuleName? { rules.last }

  /// Applies the site's rules in order.
  init(_ note: SiteEvidence, stabilization: Stabilization) {
    apply(SiteRule.beforeStabilization, note)
    preStabilizationStatus = status
    let outcome = stabilization.outcome(status)
    stabilizationAt = outcome.updatedAt
    if outcome.status != status {
      status = outcome.status
      rules.insert(.stabilization)
    }
    let beforeGuard = status
    apply(SiteRule.afterStabilization, note)
    if rules.contains(.scoringDriftGuard) { unlockedStatus = beforeGuard }
    if let tags = note.explanation.tags(for: status) {
      firstTag = tags.first
      secondTag = tags.second
    }
  }

  private mutating func apply(_ list: [SiteRule], _ note: SiteEvidence) {
    for rule in list {
      guard let new = rule.status(note, status) else { continue }
      status = new
      rules.insert(rule.name)
    }
  }
}
