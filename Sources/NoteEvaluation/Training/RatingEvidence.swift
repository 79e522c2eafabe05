import NoteModel

/// What the raters of one note said, added up: the share of weight that each head's tags have.
public struct RatingEvidence: Sendable, Hashable {
  public private(set) var ratings = 0
  /// By head: the weight of ratings that could give its tags, and of those that did.
  private var offered = SIMD4<Double>.zero
  private var given = SIMD4<Double>.zero

  public init() {}

  /// Adds a rating.
  ///
  /// - Parameters:
  ///   - weight: `ViewpointWeight` of it; 1 where viewpoints are not known.
  ///   - form: the tags that the rater could choose from; forms changed over the years.
  public mutating func add(
    _ tags: RatingTags, weight: Double = 1, form: RatingTags = [.anyHelpful, .anyNotHelpful]
  ) {
    ratings += 1
    for head in EvaluationHead.allCases where !form.isDisjoint(with: head.tags) {
      offered[Int(head.rawValue)] += weight
      if !tags.isDisjoint(with: head.tags) { given[Int(head.rawValue)] += weight }
    }
  }

  /// The weight of the ratings that gave a head's tags.
  func weight(of head: EvaluationHead) -> Double { given[Int(head.rawValue)] }

  /// Whether raters give a head's tag (AIW-29): yes from a share of 0.25 (tags of not-helpful
  /// ratings) or 0.5 (helpful) and a weight of 2.5 on; no up to a share of 0.1; nil between, and where
  /// all ratings together weigh less than 3. Shares are of all ratings whose form had the tag, whatever
  /// they said: a note that few call helpful does not address the claim because those few say so.
  public func label(_ head: EvaluationHead) -> Bool? {
    let total = offered[Int(head.rawValue)]
    guard total >= 3 else { return nil }
    let share = weight(of: head) / total
    if share <= 0.1 { return false }
    let isHelpful = !head.tags.isDisjoint(with: .anyHelpful)
    return share >= (isHelpful ? 0.5 : 0.25) && weight(of: head) >= 2.5 ? true : nil
  }
}
