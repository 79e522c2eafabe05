/// How alike two voters vote, beyond what the items themselves explain.
///
/// Two people who agree that spam is spam have not shown that they are of one mind; two accounts
/// that alone stand against everybody else, twice, nearly have. So a vote speaks by how far it is
/// from what the *others* on that item said: z, its standardised residual. Two voters' similarity is
/// the cosine of their residuals over the items on which both voted, less what chance alone gives,
/// and drawn towards 0 while there is little to go by:
///
///     similarity = (max(0, Σ z_u z_v) − chance · √Σ(z_u z_v)²) / (√(Σ z_u² · Σ z_v²) + shrinkage)
///
/// - *Others* are the item's voters without these two, weighted as they were when the item was
///   added: a crowd that votes as one counts about once in what "the others" said, so that it cannot
///   make everybody else look like a crowd.
/// - The share for the action is drawn towards ½ by `prior` votes and kept within `margin` of 0 and
///   1. An item on which *only* one crowd ever voted therefore still says a little: voting together
///   with nobody else around is weak evidence, never none.
/// - The middle answer counts as one more yes-or-no question, where at least one of the two gave it:
///   else a crowd could hide in it.
/// - Voters of opposite views are worth no more than strangers. Otherwise accounts that staged
///   quarrels could lend each other weight.
/// - Strangers who met on a few items agree more than expected half of the time. What that adds is
///   taken off again: without it, honest people would seem to be one crowd as soon as they have met;
///   taken off each pair and not only where the cosine is positive, it cancels over a crowd.
///
/// The result lies within −`chance`…1 and comes to 1 for voters who always vote together.
public struct SimilarityRule: Hashable, Codable, Sendable {
  /// Added to the denominator: two voters who agreed on n evenly contested items come to about
  /// n / (n + shrinkage).
  public var shrinkage = 1.0
  /// The mean of the positive part of a standard normal variable, 1/√(2π).
  public var chance = 0.398942
  /// Votes of the prior on an item, half of them for the action.
  public var prior = 1.0
  /// The least and, from 1, the largest share that an item's others count with.
  public var margin = 0.05
  /// The same for the share that took the middle.
  public var middleMargin = 0.25

  public init() {}

  /// What the items that two voters share say of them.
  struct Evidence: Sendable {
    var product = 0.0
    var first = 0.0
    var second = 0.0
    /// Of squared products: the variance of their sum between strangers.
    var variance = 0.0

    static func += (left: inout Self, right: Self) {
      left.product += right.product
      left.first += right.first
      left.second += right.second
      left.variance += right.variance
    }

    /// What is left without one of the items that were added.
    static func -= (left: inout Self, right: Self) {
      left.product -= right.product
      // Rounding may leave a little less than nothing of what is never negative.
      left.first = max(0, left.first - right.first)
      left.second = max(0, left.second - right.second)
      left.variance = max(0, left.variance - right.variance)
    }

    mutating func take(_ one: Double, _ other: Double, share: Double) {
      let spread = share * (1 - share)
      let product = (one - share) * (other - share) / spread
      self.product += product
      variance += product * product
      first += (one - share) * (one - share) / spread
      second += (other - share) * (other - share) / spread
    }
  }

  func take(
    _ one: VotingHistory.Entry, _ other: VotingHistory.Entry, of item: VotingHistory.Sums,
    into evidence: inout Evidence
  ) {
    let weight = prior + max(0, item.weight - one.weight - other.weight)
    let own = one.weight * one.favour + other.weight * other.favour
    let favour = (prior / 2 + max(0, item.favour - own)) / weight
    evidence.take(one.favour, other.favour, share: min(max(favour, margin), 1 - margin))
    let middles = (one.favour == 0.5 ? 1.0 : 0, other.favour == 0.5 ? 1.0 : 0)
    guard middles.0 + middles.1 > 0 else { return }
    let ownMiddle = one.weight * middles.0 + other.weight * middles.1
    let middle = max(0, item.middle - ownMiddle) / weight
    evidence.take(
      middles.0, middles.1, share: min(max(middle, middleMargin), 1 - middleMargin))
  }

  func similarity(_ evidence: Evidence) -> Double {
    let norm = (evidence.first * evidence.second).squareRoot()
    let agreement = min(max(0, evidence.product), norm)
    return (agreement - chance * evidence.variance.squareRoot()) / (norm + shrinkage)
  }
}
