/// The status rules of models and of the site, in the order in which they can apply.
///
/// The raw value is the rule's bit in `RuleSet`, and rules apply in ascending order, so that a set
/// says all that a list of applied rules would.
public enum RuleName: UInt8, Sendable, CaseIterable {
  // Rules of one model.
  case initialNeedsMoreRatings
  case generalHelpful
  case generalNotHelpful
  case upperBoundNotHelpful
  case ratioNotHelpful
  case notMisleadingNotHelpful
  case generalHelpfulInertia
  case tagFilter
  case incorrectFilter
  case lowDiligenceFilter
  case largeFactorFilter
  case lowInterceptReject
  case minMinorityRaters
  case raterBalance
  case noHighVolumeIntercept
  case noCorrelatedIntercept

  // Rules of the site.
  case metaInitialNeedsMoreRatings
  case expansionPlusModel
  case expansionModel
  case coreWithTopicsModel
  case coreModel
  case multiGroupModel1
  case groupModel1, groupModel2, groupModel3, groupModel4, groupModel5, groupModel6, groupModel7
  case groupModel8, groupModel9, groupModel10, groupModel11, groupModel12, groupModel13
  case groupModel14
  case groupModel33
  case groupModel33NeedsMoreRatings
  case groupModel18NeedsMoreRatings
  case groupModel15NeedsMoreRatings
  case gaussianModel
  case gaussianCoreWithTopicsModel
  case topicModel1, topicModel2, topicModel3, topicModel4, topicModel5
  case populationSampledIntercept
  case stabilization
  case scoringDriftGuard
  case insufficientExplanation

  /// The text in the public tables.
  public var name: String {
    switch self {
    case .initialNeedsMoreRatings: "InitialNMR (v1.0)"
    case .generalHelpful: "GeneralCRH (v1.0)"
    case .generalNotHelpful: "GeneralCRNH (v1.0)"
    case .upperBoundNotHelpful: "UcbCRNH (v1.0)"
    case .ratioNotHelpful: "RatioCRNH (v1.0)"
    case .notMisleadingNotHelpful: "NmCRNH (v1.0)"
    case .generalHelpfulInertia: "GeneralCRHInertia (v1.0)"
    case .tagFilter: "TagFilter (v1.0)"
    case .incorrectFilter: "FilterIncorrect (v1.0)"
    case .lowDiligenceFilter: "FilterLowDiligence (v1.0)"
    case .largeFactorFilter: "FilterLargeFactor (v1.0)"
    case .lowInterceptReject: "RejectLowIntercept (v1.0)"
    case .minMinorityRaters: "MinMinorityRaters (v1.0)"
    case .raterBalance: "RaterBalance (v1.0)"
    case .noHighVolumeIntercept: "NoHighVolIntercept (v1.0)"
    case .noCorrelatedIntercept: "NoCorrelatedIntercept (v1.0)"
    case .metaInitialNeedsMoreRatings: "MetaInitialNMR (v1.0)"
    case .expansionPlusModel: "ExpansionPlusModel (v1.1)"
    case .expansionModel: "ExpansionModel (v1.1)"
    case .coreWithTopicsModel: "CoreWithTopicsModel (v1.1)"
    case .coreModel: "CoreModel (v1.1)"
    case .multiGroupModel1: "MultiGroupModel01 (v1.0)"
    case .groupModel1: "GroupModel01 (v1.1)"
    case .groupModel2: "GroupModel02 (v1.1)"
    case .groupModel3: "GroupModel03 (v1.1)"
    case .groupModel4: "GroupModel04 (v1.1)"
    case .groupModel5: "GroupModel05 (v1.1)"
    case .groupModel6: "GroupModel06 (v1.1)"
    case .groupModel7: "GroupModel07 (v1.1)"
    case .groupModel8: "GroupModel08 (v1.1)"
    case .groupModel9: "GroupModel09 (v1.1)"
    case .groupModel10: "GroupModel10 (v1.1)"
    case .groupModel11: "GroupModel11 (v1.1)"
    case .groupModel12: "GroupModel12 (v1.1)"
    case .groupModel13: "GroupModel13 (v1.1)"
    case .groupModel14: "GroupModel14 (v1.1)"
    case .groupModel33: "GroupModel33 (v1.1)"
    case .groupModel33NeedsMoreRatings: "GroupModel33NMR (v1.1)"
    case .groupModel18NeedsMoreRatings: "GroupModel18NMR (v1.1)"
    case .groupModel15NeedsMoreRatings: "GroupModel15NMR (v1.1)"
    case .gaussianModel: "GaussianModel (v1.0)"
    case .gaussianCoreWithTopicsModel: "GaussianCoreWithTopicsModel (v1.0)"
    case .topicModel1: "TopicModel01 (v1.0)"
    case .topicModel2: "TopicModel02 (v1.0)"
    case .topicModel3: "TopicModel03 (v1.0)"
    case .topicModel4: "TopicModel04 (v1.0)"
    case .topicModel5: "TopicModel05 (v1.0)"
    case .populationSampledIntercept: "PopulationSampledIntercept (v1.0)"
    case .stabilization: "NmrDueToMinStableCrhTime (v1.0)"
    case .scoringDriftGuard: "ScoringDriftGuard (v1.0)"
    case .insufficientExplanation: "InsufficientExplanation (v1.0)"
    }
  }

  /// Whether a status that this rule decided may be locked once the note is old enough.
  var allowsLock: Bool {
    switch self {
    case .expansionModel, .coreModel, .coreWithTopicsModel, .multiGroupModel1, .groupModel33,
      .groupModel33NeedsMoreRatings, .groupModel18NeedsMoreRatings, .groupModel15NeedsMoreRatings,
      .gaussianModel, .gaussianCoreWithTopicsModel, .insufficientExplanation:
      true
    default: Self.groupModels.contains(self)
    }
  }

  /// The rules of modeling groups 1 to 14.
  public static let groupModels = allCases.filter {
    (groupModel1.rawValue...groupModel14.rawValue).contains($0.rawValue)
  }
  /// The rules of topics 1 to 5.
  public static let topicModels = allCases.filter {
    (topicModel1.rawValue...topicModel5.rawValue).contains($0.rawValue)
  }
}

/// Rules that applied to a note.
public struct RuleSet: Hashable, Sendable {
  public private(set) var bits: UInt64 = 0

  public init() {}

  mutating func insert(_ rule: RuleName) { bits |= 1 << UInt64(rule.rawValue) }

  public func contains(_ rule: RuleName) -> Bool { bits & (1 << UInt64(rule.rawValue)) != 0 }

  /// In the order applied.
  public var rules: [RuleName] { RuleName.allCases.filter(contains) }

  /// The last rule that applied: the one that decided.
  public var last: RuleName? {
    bits == 0 ? nil : RuleName(rawValue: UInt8(63 - bits.leadingZeroBitCount))
  }

  /// The text in the public tables: names in the order applied, joined by commas.
  public var text: String { rules.map(\.name).joined(separator: ",") }
}
