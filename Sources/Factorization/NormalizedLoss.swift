import Glibc
import Parallel

/// Weights of ratings under which both sides of the viewpoint axis have an equal say, and prolific
/// users less than in proportion to their ratings.
public struct NormalizedLoss: Sendable, Equatable {
  /// A user's weights are multiplied by (their sum)^exponent.
  public var userNormExponent: Float = -0.25

  public init() {}

  /// The weight of every rating of each user.
  ///
  /// Ratings by users with a factor above 0, and ratings by the others, first get weights that are
  /// equal within a side, sum to the same on both sides, and to the number of ratings in all. Where
  /// one side has no rating they are 1.
  ///
  /// - Parameter users: the users of `matrix` as an ordinary fit left them.
  public func userWeights(_ matrix: RatingMatrix, users: [BiasFactor]) -> [Float] {
    precondition(users.count == matrix.userCount)
    let starts = matrix.byUser.starts
    let counts = users.indices.map { starts[$0 + 1] - starts[$0] }
    var positive = 0
    for user in users.indices where users[user].factor > 0 { positive += counts[user] }
    let total = Double(matrix.ratingCount)
    let other = matrix.ratingCount - positive
    let isOneSided = positive == 0 || other == 0
    let sides = (
      positive: isOneSided ? 1 : total / (2 * Double(positive)),
      other: isOneSided ? 1 : total / (2 * Double(other))
    )
    return users.indices.map { user in
      let weight = users[user].factor > 0 ? sides.positive : sides.other
      return Float(weight * pow(weight * Double(max(1, counts[user])), Double(userNormExponent)))
    }
  }
}

extension BiasedFactorization {
  /// The second of the two fits of a normalised loss: items start at random factors, users at their
  /// starting values, nothing is frozen, and ratings weigh what the first fit's users imply.
  ///
  /// The first fit is an ordinary one (`fit`, or `refitItems`, which leaves users as they were),
  /// with signs identified if this one's are to be.
  ///
  /// - Parameters:
  ///   - fitted: the users of the first fit.
  ///   - users: what users start from; nil for random factors.
  /// - Throws: `FactorizationError`.
  public func fitNormalized(
    _ matrix: RatingMatrix, by normalization: NormalizedLoss, fitted: [BiasFactor],
    users: [BiasFactor]?, random: inout RandomStream, workers: Workers
  ) throws(FactorizationError) -> Fit {
    try fit(
      matrix, start: Start(users: users),
      userWeights: normalization.userWeights(matrix, users: fitted), random: &random,
      workers: workers)
  }
}
