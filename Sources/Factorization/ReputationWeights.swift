import Glibc
import Parallel

/// Weights of ratings as a product of three parts, so that none has to be kept per rating:
/// (p where the label is 1, else 1) · (weight of the user) · (weight of the item).
struct RatingWeights: Sendable {
  var positive: Float
  var users: [Float]
  /// Empty where all are 1.
  var items: [Float] = []

  /// The first part.
  @inline(__always)
  func ofLabel(_ label: Lanes) -> Lanes {
    let one = Lanes(repeating: 1)
    return Lanes.select(label .== one, Lanes(repeating: positive), one)
  }
}

extension ReputationFactorization {
  /// The weights of a round; round 3 uses the users' reputations as they stand.
  func ratingWeights(
    _ matrix: RatingMatrix, round: Int, users: [User], workers: Workers
  ) -> RatingWeights {
    var weights = RatingWeights(
      positive: positiveWeights[round - 1], users: Array(repeating: 1, count: matrix.userCount))
    if round == 3 {
      for index in users.indices {
        let reputation = max(users[index].y, 0)
        weights.users[index] = (alpha + powf(reputation, reputationExponent)) / (1 + alpha)
      }
    }
    let itemExponent = itemNormExponents[round - 1]
    if itemExponent != 0 {
      weights.items = Self.totals(
        matrix.byItem, others: weights.users, weights.positive, workers: workers
      ).map { powf($0 + Self.weightFloor, itemExponent) }
    }
    let userExponent = userNormExponents[round - 1]
    if userExponent != 0 {
      let totals = Self.totals(
        matrix.byUser, others: weights.items, weights.positive, workers: workers)
      for user in totals.indices {
        weights.users[user] *= powf(
          weights.users[user] * totals[user] + Self.weightFloor, userExponent)
      }
    }
    return weights
  }

  /// Added to sums of weights, so that an owner all of whose weights are 0 divides by something.
  private static let weightFloor = Float(0x1p-20)

  /// Σ over each owner's ratings of the label's weight and, unless empty, the other side's.
  private static func totals(
    _ ratings: CompressedRatings, others: [Float], _ positive: Float, workers: Workers
  ) -> [Float] {
    var totals = [Float](repeating: 0, count: ratings.count)
    totals.withDisjointWrites { totals in
      workers.each(ratings.pieces.count) { piece in
        for owner in ratings.pieces[piece] {
          var total: Float = 0
          for rating in ratings.starts[owner]..<ratings.starts[owner + 1] {
            let other = others.isEmpty ? 1 : others[Int(ratings.paddedOthers[rating])]
            total += other * (ratings.paddedLevels[rating] == 2 ? positive : 1)
          }
          totals[owner] = total
        }
      }
    }
    return totals
  }
}
