import NoteModel

/// The ratings of one bucket. Answers add up to the ratings; tags do not, as a rating may carry
/// several.
public struct BucketCounts: Hashable, Sendable {
  public private(set) var helpful = 0
  public private(set) var somewhatHelpful = 0
  public private(set) var notHelpful = 0
  private var tags: [RatingTag: Int] = [:]

  public init() {}

  public struct TagCount: Hashable, Sendable {
    public var tag: RatingTag
    public var count: Int
  }

  /// Tags that were ticked, the most frequent first; of equals, the first in the public table.
  public var helpfulTags: [TagCount] { counts(of: Self.helpfulTagsListed) }
  public var notHelpfulTags: [TagCount] { counts(of: Self.notHelpfulTagsListed) }

  mutating func add(_ answer: Helpfulness, _ ticked: some Sequence<RatingTag>) {
    switch answer {
    case .helpful: helpful += 1
    case .somewhatHelpful: somewhatHelpful += 1
    case .notHelpful: notHelpful += 1
    }
    for tag in ticked { tags[tag, default: 0] += 1 }
  }

  private func counts(of listed: [RatingTag]) -> [TagCount] {
    listed.compactMap { tag in tags[tag].map { TagCount(tag: tag, count: $0) } }
      .sorted { ($1.count, $0.tag.rawValue) < ($0.count, $1.tag.rawValue) }
  }

  /// Tags of forms that are asked no more are not told.
  private static let retired: Set<RatingTag> = [
    .helpfulInformative, .helpfulEmpathetic, .helpfulUniqueContext,
    .notHelpfulOpinionSpeculationOrBias, .notHelpfulOutdated, .notHelpfulOffTopic,
  ]
  private static let helpfulTagsListed = RatingTag.helpful.filter { !retired.contains($0) }
  private static let notHelpfulTagsListed = RatingTag.notHelpful.filter { !retired.contains($0) }
}
