import NoteModel

/// The ratings table: one row per note and rater; row order is the order of the files.
///
/// 32 bytes a rating. The public columns `suggestion` and `suggestionId` are not kept: nothing
/// computes with them.
public struct RatingTable: Sendable {
  /// Position in `Snapshot.noteIDs`.
  public var note: [UInt32] = []
  /// Position in `Snapshot.participants`.
  public var rater: [UInt32] = []
  public var createdAtMillis: [Int64] = []
  public var answer: [RatingAnswer] = []
  public var tags: [RatingTags] = []
  /// The post on which the note was rated; `.min` where the cell is empty.
  public var ratedOnPostID: [Int64] = []

  public init() {}

  public var count: Int { note.count }
}

/// The small cells of one rating in 16 bits.
public struct RatingAnswer: Hashable, Sendable {
  /// Bits 0–1 helpfulness level + 1 (0 = empty), 2 agree, 3 disagree, 4 helpful, 5 not helpful,
  /// 6 population sampled, 7 source empty, 8–15 version + 1 (0 = empty).
  public var bits: UInt16

  @inlinable public init(bits: UInt16 = 0) { self.bits = bits }

  public init(
    level: Helpfulness?, version: UInt8? = nil, agree: Bool = false, disagree: Bool = false,
    legacyHelpful: Bool = false, legacyNotHelpful: Bool = false,
    source: RatingSource? = .default
  ) {
    var bits: UInt16 = level.map { UInt16($0.rawValue) + 1 } ?? 0
    if agree { bits |= 1 << 2 }
    if disagree { bits |= 1 << 3 }
    if legacyHelpful { bits |= 1 << 4 }
    if legacyNotHelpful { bits |= 1 << 5 }
    switch source {
    case .default: break
    case .populationSampled: bits |= 1 << 6
    case nil: bits |= 1 << 7
    }
    if let version { bits |= (UInt16(min(version, 254)) + 1) << 8 }
    self.bits = bits
  }

  /// The cell `helpfulnessLevel`, used since June 2021.
  @inlinable public var level: Helpfulness? {
    bits & 3 == 0 ? nil : Helpfulness(rawValue: UInt8(bits & 3) - 1)
  }
  @inlinable public var agree: Bool { bits & (1 << 2) != 0 }
  @inlinable public var disagree: Bool { bits & (1 << 3) != 0 }
  /// The cell `helpful` of the form used until June 2021.
  @inlinable public var legacyHelpful: Bool { bits & (1 << 4) != 0 }
  /// The cell `notHelpful` of the form used until June 2021.
  @inlinable public var legacyNotHelpful: Bool { bits & (1 << 5) != 0 }
  @inlinable public var source: RatingSource? {
    bits & (1 << 7) != 0 ? nil : bits & (1 << 6) != 0 ? .populationSampled : .default
  }
  /// Generation of the rating form, 0…254.
  @inlinable public var version: UInt8? { bits >> 8 == 0 ? nil : UInt8(bits >> 8) - 1 }

  /// The one answer that scoring uses: the level where present, else the old binary answer.
  @inlinable public var helpfulness: Helpfulness? {
    if let level { return level }
    if legacyNotHelpful { return .notHelpful }
    return legacyHelpful ? .helpful : nil
  }
}
