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
  case coreModel
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
    case .coreModel: "CoreModel (v1.1)"
    case .populationSampledIntercept: "PopulationSampledIntercept (v1.0)"
    case .stabilization: "NmrDueToMinStableCrhTime (v1.0)"
    case .scoringDriftGuard: "ScoringDriftGuard (v1.0)"
    case .insufficientExplanation: "InsufficientExplanation (v1.0)"
    }
  }

  /// Whether a status that this rule decided may be locked once the note is old enough.
  var allowsLock: Bool {
    switch self {
    case .coreModel, .insufficientExplanation: true
    default: false
    }
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
