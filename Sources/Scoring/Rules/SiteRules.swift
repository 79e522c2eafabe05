import NoteModel

/// A rule of the site, like a `StatusRule` of one model.
struct SiteRule: Sendable {
  let name: RuleName
  let status: @Sendable (SiteEvidence, NoteStatus) -> NoteStatus?

  init(_ name: RuleName, _ status: @escaping @Sendable (SiteEvidence, NoteStatus) -> NoteStatus?) {
    self.name = name
    self.status = status
  }

  /// The rules before stabilisation, in the order applied.
  static let beforeStabilization: [SiteRule] =
    [
      SiteRule(.metaInitialNeedsMoreRatings) { _, _ in .needsMoreRatings },
      copy(.expansionPlusModel) { $0.expansionPlusStatus },
      copy(.expansionModel) { $0.expansionStatus },
      copy(.coreWithTopicsModel) { $0.coreWithTopicsStatus },
      copy(.coreModel) { $0.coreStatus },
      multiGroup,
    ]
    + RuleName.groupModels.enumerated().map { index, name in
      index == 13
        ? group(name, 14, lower: 0.25, upper: .infinity)
        : group(name, Int16(index + 1), lower: 0.3, upper: 0.40)
    }
    + [
      group(.groupModel33, 33, lower: 0.25, upper: .infinity),
      groupNeedsMoreRatings(.groupModel33NeedsMoreRatings, 33),
      groupNeedsMoreRatings(.groupModel18NeedsMoreRatings, 18),
      groupNeedsMoreRatings(.groupModel15NeedsMoreRatings, 15),
      coverage(.gaussianModel) { $0.gaussianStatus },
      coverage(.gaussianCoreWithTopicsModel) { $0.gaussianCoreWithTopicsStatus },
    ]
    + RuleName.topicModels.enumerated().map { index, name in
      index == 4
        ? topic(name, 5, minIntercept: 0.51, maxFactor: 1.0)
        : topic(name, Int16(index + 1), minIntercept: 0.24, maxFactor: 0.51)
    }
    + [populationSampledIntercept]

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
}

extension SiteRule {
  /// Takes over a model's status. A model's refusal blocks other models; as a status of the site it
  /// is "needs more ratings".
  private static func copy(
    _ name: RuleName, _ source: @escaping @Sendable (SiteEvidence) -> NoteStatus?
  ) -> SiteRule {
    SiteRule(name) { note, _ in source(note).map(\.withoutRefusal) }
  }

  /// Takes over the multi-group model's status, which may also take a status away.
  private static let multiGroup = SiteRule(.multiGroupModel1) { note, _ in
    guard note.multiGroup == 1, let status = note.multiGroupStatus,
      !(note.isBlocked && status.isAtLeastAlmostHelpful)
    else { return nil }
    return status.withoutRefusal
  }

  /// A group may make an undecided note helpful if the wider models are not far from it.
  private static func group(
    _ name: RuleName, _ number: Int16, lower: Float, upper: Float
  ) -> SiteRule {
    SiteRule(name) { note, status in
      guard note.group == number, let groupStatus = note.groupStatus,
        groupStatus.isAtLeastAlmostHelpful, !note.isBlocked, status.isUndecided,
        !(groupStatus == .needsYourHelp && status == .needsYourHelp)
      else { return nil }
      let wider = note.coreIntercept.isNaN ? note.expansionIntercept : note.coreIntercept
      return wider > lower && wider < upper ? groupStatus : nil
    }
  }

  /// A group that does not find the note helpful takes the status away.
  private static func groupNeedsMoreRatings(_ name: RuleName, _ number: Int16) -> SiteRule {
    SiteRule(name) { note, status in
      note.group == number
        && (note.groupStatus == .needsMoreRatings || note.groupStatus == .notHelpful)
        && status.isAtLeastAlmostHelpful
        ? .needsMoreRatings : nil
    }
  }

  /// A further model of the core population decides notes that are still undecided.
  private static func coverage(
    _ name: RuleName, _ source: @escaping @Sendable (SiteEvidence) -> NoteStatus?
  ) -> SiteRule {
    SiteRule(name) { note, status in
      guard let new = source(note), status.isUndecided,
        !(new == .needsYourHelp && status == .needsYourHelp)
      else { return nil }
      return (new.isAtLeastAlmostHelpful && !note.isBlocked) || new == .notHelpful ? new : nil
    }
  }

  /// A topic's model, where it is sure, takes the status away from notes that divide those who care
  /// about the topic.
  private static func topic(
    _ name: RuleName, _ number: Int16, minIntercept: Float, maxFactor: Float
  ) -> SiteRule {
    SiteRule(name) { note, status in
      note.topic == number && note.isTopicConfident && status.isAtLeastAlmostHelpful
        && (note.topicParameters.x < minIntercept || abs(note.topicParameters.y) > maxFactor)
        ? .needsMoreRatings : nil
    }
  }

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

extension NoteStatus {
  fileprivate var withoutRefusal: NoteStatus { self == .firmReject ? .needsMoreRatings : self }
  fileprivate var isAtLeastAlmostHelpful: Bool { self == .helpful || self == .needsYourHelp }
  fileprivate var isUndecided: Bool { self == .needsMoreRatings || self == .needsYourHelp }
}
