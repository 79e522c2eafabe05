import NoteModel

/// What a note still lacks before it can have a status.
public enum MissingForStatus: Hashable, Sendable {
  /// Its status is final: more ratings change nothing (STA-31).
  case nothingMore
  /// The community cannot yet tell viewpoints apart: fewer raters than this have one (GEN-2).
  case olderCommunity(raters: Int)
  /// Fewer ratings than any status takes (STA-4).
  case ratings(needed: Int, has: Int)
  /// Ratings by people whose own earlier ratings tell a viewpoint (RAT-40).
  case experiencedRaters
  /// It divides the viewpoints: one side finds it more helpful than the other (STA-7, STA-10).
  case bothViewpoints
  /// The raters of both sides neither find it helpful enough nor unhelpful enough.
  case clearerAgreement
  /// The same reasons given by several people (STA-22).
  case sharedReasons(tags: Int, people: Int)
  /// It meets the criteria and is observed until some time between the two (STA-40 to STA-43).
  case observation(until: Int64, atMost: Int64)

  /// Whether everybody may be told. How many have rated a note is not displayed while it needs more
  /// ratings (STA-28), so nothing that speaks of their number is public.
  public var isPublic: Bool {
    switch self {
    case .ratings, .experiencedRaters: false
    default: true
    }
  }
}

extension MissingForStatus {
  /// What the last run knew of a note that needs more ratings.
  public struct Facts: Hashable, Sendable {
    public var ratingCount: Int
    public var intercept: Double?
    public var factor: Double?
    /// Whether enough people share the reasons that explain a status.
    public var hasSharedReasons: Bool
    /// As in the public history: since when it waits; nil or -1: it does not.
    public var waitingSince: Int64?
    public var isLocked: Bool
    /// In the whole community.
    public var ratersWithFactor: Int

    public init(
      ratingCount: Int, intercept: Double? = nil, factor: Double? = nil,
      hasSharedReasons: Bool = false, waitingSince: Int64? = nil, isLocked: Bool = false,
      ratersWithFactor: Int
    ) {
      self.ratingCount = ratingCount
      self.intercept = intercept
      self.factor = factor
      self.hasSharedReasons = hasSharedReasons
      self.waitingSince = waitingSince
      self.isLocked = isLocked
      self.ratersWithFactor = ratersWithFactor
    }
  }

  /// What is missing, first things first. Empty where the next run may decide, or where one of the
  /// scorer's finer rules holds the note back.
  public static func reasons(
    for note: Facts, criteria: StatusCriteria = StatusCriteria(), pilot: PilotMode = PilotMode()
  ) -> [MissingForStatus] {
    if note.isLocked { return [.nothingMore] }
    var missing: [MissingForStatus] = []
    if !pilot.allowsHelpful(ratersWithFactor: note.ratersWithFactor) {
      missing.append(.olderCommunity(raters: pilot.fewestRaters))
    }
    if note.ratingCount < criteria.fewestRatings {
      missing.append(.ratings(needed: criteria.fewestRatings, has: note.ratingCount))
    } else if let intercept = note.intercept {
      missing += opinion(intercept, abs(note.factor ?? 0), note, criteria)
    } else {
      missing.append(.experiencedRaters)
    }
    if let since = note.waitingSince, since > 0 {
      let minutes = (criteria.fewestObservedMinutes, criteria.mostObservedMinutes)
      missing.append(
        .observation(
          until: since + Int64(minutes.0) * Millis.minute,
          atMost: since + Int64(minutes.1) * Millis.minute))
    }
    return missing
  }

  /// What is missing in what the raters think.
  private static func opinion(
    _ intercept: Double, _ factor: Double, _ note: Facts, _ criteria: StatusCriteria
  ) -> [MissingForStatus] {
    let isNotHelpful =
      intercept <= criteria.notHelpfulIntercept - criteria.notHelpfulSlope * factor
    if !isNotHelpful {
      if factor >= criteria.dividingFactor { return [.bothViewpoints] }
      if intercept < criteria.helpfulIntercept { return [.clearerAgreement] }
    }
    return note.hasSharedReasons
      ? [] : [.sharedReasons(tags: criteria.explainingTags, people: criteria.peoplePerTag)]
  }
}
