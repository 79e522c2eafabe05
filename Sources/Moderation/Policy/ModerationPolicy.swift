/// The rules that hold in one category, with nothing left to inherit (moderation 11.2).
public struct ModerationPolicy: Hashable, Codable, Sendable {
  public var enabled = true
  public var labels = [LabelRule.anyOther: LabelRule(tier2: 0.5)]
  /// The group of an item that no routing entry takes.
  public var defaultReviewGroup = ReviewGroup.staff
  public var labelRouting: [ReviewGroup: [String]] = [:]
  /// False: what would be hidden at once is reviewed first.
  public var autoHide = true
  public var autoHideOnConsensus = true
  public var staffApprovalRequired = false
  /// Whether forwarded flags open reviews.
  public var routeFlags = true
  /// Raises, and never lowers, what a group takes.
  public var reviewerMinTrustLevel = 2
  public var staleAfterHours = 72
  public var trustLevelSource = TrustLevelSource.adapter
  public var serverManagedScanExempt = true
  public var scanExemptRewriteRatio = 0.4
  public var scanExemptAddedTokens = 60
  /// Which version these rules are, for items to name.
  public var version = 0

  /// The system's defaults.
  public init() {}

  /// What holds where several levels speak, the widest first: community, parent category, category.
  ///
  /// A field is inherited whole, the labels apart: there each label is a field of its own, so that a
  /// category can change one threshold and keep the others (the example of moderation-api 8.3).
  public init(resolving levels: [PolicyLevel], version: Int) {
    self.version = version
    for (index, level) in levels.enumerated() {
      take(level.enabled, into: \.enabled)
      labels.merge(level.labels ?? [:]) { _, own in own }
      take(level.defaultReviewGroup, into: \.defaultReviewGroup)
      take(level.labelRouting, into: \.labelRouting)
      take(level.autoHide, into: \.autoHide)
      take(level.autoHideOnConsensus, into: \.autoHideOnConsensus)
      take(level.staffApprovalRequired, into: \.staffApprovalRequired)
      take(level.routeFlags, into: \.routeFlags)
      take(level.reviewerMinTrustLevel, into: \.reviewerMinTrustLevel)
      take(level.staleAfterHours, into: \.staleAfterHours)
      guard index == 0 else { continue }
      take(level.trustLevelSource, into: \.trustLevelSource)
      take(level.serverManagedScanExempt, into: \.serverManagedScanExempt)
      take(level.scanExemptRewriteRatio, into: \.scanExemptRewriteRatio)
      take(level.scanExemptAddedTokens, into: \.scanExemptAddedTokens)
    }
  }

  private mutating func take<Value>(
    _ own: Value?, into field: WritableKeyPath<ModerationPolicy, Value>
  ) {
    if let own { self[keyPath: field] = own }
  }

  /// The rule of a label: its own, else that of every other label.
  public func rule(for label: String) -> LabelRule? {
    labels[label] ?? labels[LabelRule.anyOther]
  }

  /// The most restrictive group whose list has one of the labels or the star.
  public func reviewGroup(for triggering: some Sequence<String>) -> ReviewGroup {
    let triggering = Set(triggering)
    let matching = labelRouting.filter { _, listed in
      listed.contains { $0 == LabelRule.anyOther || triggering.contains($0) }
    }
    return matching.keys.max() ?? defaultReviewGroup
  }

  /// What a helpful consensus on an item of the second tier does (15.6).
  public var consensusEffect: ConsensusEffect {
    autoHideOnConsensus && !staffApprovalRequired ? .carryOut : .awaitStaff
  }
}
