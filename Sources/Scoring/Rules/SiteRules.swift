import NoteModel
import Snapshot

/// All that the site's rules look at for one note.
struct SiteEvidence: Sendable {
  var coreStatus: NoteStatus?
  var coreIntercept: Float = .nan
  var corePopulationSampledIntercept: Float = .nan
  /// Population-sampled ratings on the two sides of the core model's viewpoint axis.
  var populationSampledNegative: Int32 = 0
  var populationSampledPositive: Int32 = 0
  var previousStatus: NoteStatus?
  var lockedStatus: NoteStatus?
  var explanation = Explanation()
}

/// A rule of the site, like a `StatusRule` of one model.
struct SiteRule: Sendable {
  let name: RuleName
  let status: @Sendable (SiteEvidence, NoteStatus) -> NoteStatus?

  init(_ name: RuleName, _ status: @escaping @Sendable (SiteEvidence, NoteStatus) -> NoteStatus?) {
    self.name = name
    self.status = status
  }

  /// The rules before stabilisation, in the order applied.
  static let beforeStabilization: [SiteRule] = [
    SiteRule(.metaInitialNeedsMoreRatings) { _, _ in .needsMoreRatings },
    // A model's refusal blocks other models; as a status of the site it is "needs more ratings".
    SiteRule(.coreModel) { note, _ in
      note.coreStatus.map { $0 == .firmReject ? .needsMoreRatings : $0 }
    },
    populationSampledIntercept,
  ]

  /// The rules after stabilisation.
  static let afterStabilization: [SiteRule] = [
    SiteRule(.scoringDriftGuard) { note, status in
      note.lockedStatus.flatMap { $0 == status ? nil : $0 }
    },
    SiteRule(.insufficientExplanation) { note, status in
      (status == .helpful || status == .notHelpful) && note.explanation.tags(for: status) == nil
        ? .needsMoreRatings : nil
    },
  ]

  /// People drawn at random find the note much less helpful than those who chose to rate it.
  private static let populationSampledIntercept = SiteRule(.populationSampledIntercept) {
    note, status in
    let negative = note.populationSampledNegative
    let positive = note.populationSampledPositive
    return status == .helpful && negative + positive >= 8 && negative >= 2 && positive >= 2
      && note.corePopulationSampledIntercept < 0.30
      && note.coreIntercept - note.corePopulationSampledIntercept >= 0.15
      ? .needsMoreRatings : nil
  }
}

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
