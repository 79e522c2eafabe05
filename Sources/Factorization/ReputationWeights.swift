import Glibc

/// Weights of ratings as a product of three parts, so that none has to be kept per rating:
/// (p where the label is 1, else 1) · (weight of the user) · (weight of the item).
struct RatingWeights: Sendable {
  var positive: Float
  var users: [Float]
  var items: [Float]
}

extension ReputationFactorization {
  /// The weights of a round; round 3 uses the users' reputations as they stand.
  func ratingWeights(_ matrix: RatingMatrix, round: Int, users: [User]) -> RatingWeights {
    var weights = RatingWeights(
      positive: positiveWeights[round - 1],
      users: Array(repeating: 1, count: matrix.userCount),
      items: Array(repeating: 1, count: matrix.itemCount))
    if round == 3 {
      for index in users.indices {
        let reputation = max(users[index].y, 0)
        weights.users[index] = (alpha + powf(reputation, reputationExponent)) / (1 + alpha)
      }
    }
    // A minimum weight, so that an item or user all of whose weights are 0 divides by something.
    let floor = Float(0x1p-20)
    let itemExponent = itemNormExponents[round - 1]
    if itemExponent != 0 {
      for item in 0..<matrix.itemCount {
        let total = Self.total(matrix.byItem, owner: item, others: weights.users, weights.positive)
        weights.items[item] = powf(total + floor, itemExponent)
      }
    }
    let userExponent = userNormExponents[round - 1]
    if userExponent != 0 {
      for user in 0..<matrix.userCount {
        let total =
          weights.users[user]
          * Self.total(matrix.byUser, owner: user, others: weights.items, weights.positive)
        weights.users[user] *= powf(total + floor, userExponent)
      }
    }
    return weights
  }

  private static func total(
    _ ratings: CompressedRatings, owner: Int, others: [Float], _ positive: Float
  ) -> Float {
    var total: Float = 0
    for rating in ratings.starts[owner]..<ratings.starts[owner + 1] {
      total += others[Int(ratings.others[rating])] * (ratings.levels[rating] == 2 ? positive : 1)
    }
    return total
  }
}
