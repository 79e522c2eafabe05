/// A reason that a rater ticked: nine for helpful, thirteen for not helpful.
///
/// Cases stand in the column order of the public ratings table; the raw value is the tag's bit in
/// a `RatingTags` mask.
public enum RatingTag: UInt8, Sendable, CaseIterable, Codable {
  case helpfulOther
  case helpfulInformative
  case helpfulClear
  case helpfulEmpathetic
  case helpfulGoodSources
  case helpfulUniqueContext
  case helpfulAddressesClaim
  case helpfulImportantContext
  case helpfulUnbiasedLanguage
  case notHelpfulOther
  case notHelpfulIncorrect
  case notHelpfulSourcesMissingOrUnreliable
  case notHelpfulOpinionSpeculationOrBias
  case notHelpfulMissingKeyPoints
  case notHelpfulOutdated
  case notHelpfulHardToUnderstand
  case notHelpfulArgumentativeOrBiased
  case notHelpfulOffTopic
  case notHelpfulSpamHarassmentOrAbuse
  case notHelpfulIrrelevantSources
  case notHelpfulOpinionSpeculation
  case notHelpfulNoteNotNeeded

  /// The nine tags of a helpful rating, in column order.
  public static let helpful = Array(allCases[..<9])
  /// The thirteen tags of a not-helpful rating, in column order.
  public static let notHelpful = Array(allCases[9...])

  /// The tag's column in the public tables.
  public var name: String { String(describing: self) }

  /// Which of two equally frequent tags explains a status: the larger number wins.
  public var priority: Int {
    switch self {
    case .helpfulOther: 0
    case .helpfulInformative: 8
    case .helpfulClear: 7
    case .helpfulEmpathetic: 3
    case .helpfulGoodSources: 4
    case .helpfulUniqueContext: 2
    case .helpfulAddressesClaim: 5
    case .helpfulImportantContext: 6
    case .helpfulUnbiasedLanguage: 1
    case .notHelpfulOther: 0
    case .notHelpfulIncorrect: 8
    case .notHelpfulSourcesMissingOrUnreliable: 2
    case .notHelpfulOpinionSpeculationOrBias: 4
    case .notHelpfulMissingKeyPoints: 5
    case .notHelpfulOutdated: 12
    case .notHelpfulHardToUnderstand: 10
    case .notHelpfulArgumentativeOrBiased: 7
    case .notHelpfulOffTopic: 9
    case .notHelpfulSpamHarassmentOrAbuse: 11
    case .notHelpfulIrrelevantSources: 1
    case .notHelpfulOpinionSpeculation: 3
    case .notHelpfulNoteNotNeeded: 6
    }
  }
}

/// The tags of one rating as a bit mask.
public struct RatingTags: OptionSet, Hashable, Sendable {
  public var rawValue: UInt32

  @inlinable public init(rawValue: UInt32) { self.rawValue = rawValue }
  @inlinable public init(_ tag: RatingTag) { rawValue = 1 << UInt32(tag.rawValue) }

  /// All nine tags of a helpful rating.
  public static let anyHelpful = RatingTags(rawValue: 0x1FF)
  /// All thirteen tags of a not-helpful rating.
  public static let anyNotHelpful = RatingTags(rawValue: 0x3F_FE00)

  @inlinable public func contains(_ tag: RatingTag) -> Bool {
    rawValue & (1 << UInt32(tag.rawValue)) != 0
  }
}
