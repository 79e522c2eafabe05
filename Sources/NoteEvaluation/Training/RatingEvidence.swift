import NoteModel

/// What the raters of one note said, added up: the share of weight that each head's tags have.
public struct RatingEvidence: Sendable, Hashable {
  public private(set) var ratings = 0
  /// Sum of the weights of all ratings; a rating without any viewpoint known weighs 1.
  public private(set) var weight = 0.0
  private var tagWeights = SIMD4<Double>.zero

  public init() {}

  /// Adds a rating.
  ///
  /// - Parameter weight: `ViewpointWeight` of it; 1 where viewpoints are not known.
  public mutating func add(_ tags: RatingTags, weight: Double = 1) {
    ratings += 1
    self.weight += weight
    for head in EvaluationHead.allCases where !tags.isDisjoint(with: head.tags) {
      tagWeights[Int(head.rawValue)] += weight
    }
  }

  /// The weight of the ratings that gave a head's tags.
  public func weight(of head: EvaluationHead) -> Double { tagWeights[Int(head.rawValue)] }

  /// Whether raters give a head's tag (AIW-29): yes from a share of 0.25 (tags of not-helpful
  /// ratings) or 0.5 (helpful) and a weight of 2.5 on; no up to a share of 0.1; nil between, and where
  /// all ratings together weigh less than 3. Shares are of all ratings, whatever they said: a note that
  /// few call helpful does not address the claim because those few say so.
  public func label(_ head: EvaluationHead) -> Bool? {
    guard weight >= 3 else { return nil }
    let share = weight(of: head) / weight
    if share <= 0.1 { return false }
    let isHelpful = !head.tags.isDisjoint(with: .anyHelpful)
    return share >= (isHelpful ? 0.5 : 0.25) && weight(of: head) >= 2.5 ? true : nil
  }
}
