import NoteModel

/// What a rater answered, and what is wrong with it.
public struct RatingForm: Hashable, Sendable {
  public var answer: Helpfulness?
  public var tags: Set<RatingTag>

  public init(answer: Helpfulness? = nil, tags: Set<RatingTag> = []) {
    self.answer = answer
    self.tags = tags
  }

  public enum Problem: Hashable, Sendable {
    case noAnswer
    /// "Helpful" and "not helpful" want a reason (RAT-16).
    case noTag
    /// Tags of the other answer.
    case tagOfOtherAnswer
    /// Tags that the form has not offered since 2021.
    case tagNoLongerUsed
  }

  /// What is wrong; empty: the rating can be taken.
  public var problems: [Problem] {
    guard let answer else { return [.noAnswer] }
    var problems: [Problem] = []
    if answer != .somewhatHelpful, tags.isEmpty { problems.append(.noTag) }
    if !tags.isSubset(of: answer.tags.union(RatingTag.withdrawn)) {
      problems.append(.tagOfOtherAnswer)
    }
    if !tags.isDisjoint(with: RatingTag.withdrawn) { problems.append(.tagNoLongerUsed) }
    return problems
  }
}

extension Helpfulness {
  /// The tags that the form shows for an answer (RAT-15).
  public var tags: Set<RatingTag> {
    let helpful = Set(RatingTag.helpful).subtracting(RatingTag.withdrawn)
    let notHelpful = Set(RatingTag.notHelpful).subtracting(RatingTag.withdrawn)
    return switch self {
    case .helpful: helpful
    case .notHelpful: notHelpful
    case .somewhatHelpful: helpful.union(notHelpful)
    }
  }
}

extension RatingTag {
  /// Tags that the form offered until June 2021 (RAT-11, RAT-13).
  public static let withdrawn: Set<RatingTag> = [
    .helpfulInformative, .helpfulEmpathetic, .helpfulUniqueContext,
    .notHelpfulOpinionSpeculationOrBias, .notHelpfulOutdated, .notHelpfulOffTopic,
  ]
}
