import NoteModel

/// Which tags a rater ticks, given the answer and what ails the note in the rater's eyes.
struct TagModel: Sendable {
  /// What the chance of a tag depends on.
  struct Circumstances: OptionSet, Sendable {
    let rawValue: Int
    /// The rating is "somewhat helpful".
    static let partial = Circumstances(rawValue: 1 << 0)
    /// The note leans away from the rater.
    static let opposed = Circumstances(rawValue: 1 << 1)
    static let poor = Circumstances(rawValue: 1 << 2)
    static let unsourced = Circumstances(rawValue: 1 << 3)
    static let harassing = Circumstances(rawValue: 1 << 4)
    static let notMisleading = Circumstances(rawValue: 1 << 5)
    static let combinations = 1 << 6
  }

  /// 16-bit thresholds of each tag, for each combination of circumstances.
  private let helpful: [[UInt16]]
  private let notHelpful: [[UInt16]]

  init() {
    let all = (0..<Circumstances.combinations).map { Circumstances(rawValue: $0) }
    helpful = all.map { seen in
      RatingTag.helpful.map { Self.threshold(Self.chance(ofHelpful: $0, seen)) }
    }
    notHelpful = all.map { seen in
      RatingTag.notHelpful.map { Self.threshold(Self.chance(ofNotHelpful: $0, seen)) }
    }
  }

  /// Draws the tags of one rating. An answer at either end always has one.
  func draw(
    _ level: Helpfulness, _ seen: Circumstances, using generator: inout SeededGenerator
  ) -> RatingTags {
    var tags = RatingTags()
    if level != .notHelpful {
      tags.rawValue |= Self.bits(helpful[seen.rawValue], using: &generator)
    }
    if level != .helpful {
      tags.rawValue |= Self.bits(notHelpful[seen.rawValue], using: &generator) << 9
    }
    guard tags.isEmpty else { return tags }
    switch level {
    case .helpful: return RatingTags(.helpfulAddressesClaim)
    case .somewhatHelpful: return tags
    case .notHelpful: return RatingTags(.notHelpfulMissingKeyPoints)
    }
  }

  /// One bit a threshold, each set with its chance; a random word serves four.
  private static func bits(_ thresholds: [UInt16], using generator: inout SeededGenerator)
    -> UInt32
  {
    var bits: UInt32 = 0
    var word: UInt64 = 0
    for (tag, threshold) in thresholds.enumerated() {
      word = tag & 3 == 0 ? generator.next() : word >> 16
      if UInt16(truncatingIfNeeded: word) < threshold { bits |= 1 << UInt32(tag) }
    }
    return bits
  }

  private static func threshold(_ chance: Double) -> UInt16 {
    UInt16(min(1, max(0, chance)) * Double(UInt16.max))
  }

  /// Tags withdrawn from the form keep the chance 0.
  private static func chance(ofHelpful tag: RatingTag, _ seen: Circumstances) -> Double {
    let full =
      switch tag {
      case .helpfulOther: 0.01
      case .helpfulClear: 0.35
      case .helpfulGoodSources: seen.contains(.unsourced) ? 0.08 : 0.45
      case .helpfulAddressesClaim: 0.45
      case .helpfulImportantContext: 0.42
      case .helpfulUnbiasedLanguage: 0.2
      default: 0.0
      }
    return seen.contains(.partial) ? 0.5 * full : full
  }

  private static func chance(ofNotHelpful tag: RatingTag, _ seen: Circumstances) -> Double {
    let opposed = seen.contains(.opposed)
    let poor = seen.contains(.poor)
    let unsourced = seen.contains(.unsourced)
    let full =
      switch tag {
      case .notHelpfulOther: 0.02
      case .notHelpfulIncorrect: (opposed ? 0.28 : 0.10) + (poor ? 0.12 : 0)
      case .notHelpfulSourcesMissingOrUnreliable: unsourced ? 0.62 : 0.12
      case .notHelpfulMissingKeyPoints: 0.22
      case .notHelpfulHardToUnderstand: poor ? 0.15 : 0.05
      case .notHelpfulArgumentativeOrBiased: opposed ? 0.35 : 0.12
      case .notHelpfulSpamHarassmentOrAbuse: seen.contains(.harassing) ? 0.56 : 0.01
      case .notHelpfulIrrelevantSources: unsourced ? 0.33 : 0.08
      case .notHelpfulOpinionSpeculation: opposed ? 0.3 : 0.16
      case .notHelpfulNoteNotNeeded: seen.contains(.notMisleading) ? 0.5 : 0.3
      default: 0.0
      }
    return seen.contains(.partial) ? 0.4 * full : full
  }
}
