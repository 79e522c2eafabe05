import Parallel

// Both passes load unchecked. Invariant: an owner's range lies within the ratings (checked by
// CompressedRatings.init), and every index of the other side is below the number of its parameters
// and weights (arrays are made from the counts of the same RatingMatrix).

/// Gradients of items: Σ w·slope·(c, r), with users (c, r, d).
struct ReputationItemPass<Loss: PointLoss> {
  let ratings: CompressedRatings
  let loss: Loss
  let weights: RatingWeights

  struct Totals: Sendable {
    var loss = 0.0
    var slope = 0.0
  }

  func run(
    _ parameters: ReputationFactorization.Parameters,
    gradients: DisjointWrites<ReputationFactorization.Item>, withLoss: Bool, workers: Workers
  ) -> Totals {
    let pieces = workers.map(ratings.pieces.count) { piece in
      var totals = Totals()
      for item in ratings.pieces[piece] {
        run(item: item, parameters, gradients: gradients, withLoss: withLoss, totals: &totals)
      }
      return totals
    }
    return pieces.reduce(into: Totals()) {
      $0.loss += $1.loss
      $0.slope += $1.slope
    }
  }

  @inline(__always)
  private func run(
    item: Int, _ parameters: ReputationFactorization.Parameters,
    gradients: DisjointWrites<ReputationFactorization.Item>, withLoss: Bool, totals: inout Totals
  ) {
    let end = ratings.starts[item + 1]
    let index = ratings.others.span
    let level = ratings.levels.span
    let users = parameters.users.span
    let userWeights = weights.users.span
    let own = parameters.items[item]
    let positive = Lanes(repeating: weights.positive)
    var losses = Lanes.zero
    var slopes = Lanes.zero
    var factorSlopes = Lanes.zero
    var biasSlopes = Lanes.zero
    var rating = ratings.starts[item]
    while rating < end {
      var factors = Lanes.zero
      var reputations = Lanes.zero
      var biases = Lanes.zero
      var labels = Lanes.zero
      var weight = Lanes.zero
      for lane in 0..<min(8, end - rating) {
        let other = Int(index[unchecked: rating + lane])
        let user = users[unchecked: other]
        factors[lane] = user.x
        reputations[lane] = user.y
        biases[lane] = user.z
        labels[lane] = Float(level[unchecked: rating + lane])
        weight[lane] = userWeights[unchecked: other]
      }
      labels *= 0.5
      weight = weight.replacing(with: weight * positive, where: labels .== 1)
      let prediction = own.x * factors + own.y * reputations + biases + parameters.global
      let slope = weight * loss.slope(prediction, labels)
      if withLoss { losses += weight * loss.value(prediction, labels) }
      slopes += slope
      factorSlopes += slope * factors
      biasSlopes += slope * reputations
      rating += 8
    }
    let ownWeight = weights.items[item]
    gradients[item] = ownWeight * SIMD2(factorSlopes.sum(), biasSlopes.sum())
    totals.loss += Double(losses.sum() * ownWeight)
    totals.slope += Double(slopes.sum() * ownWeight)
  }
}

/// Gradients of users: Σ w·slope·(a, b, 1), with items (a, b).
struct ReputationUserPass<Loss: PointLoss> {
  let ratings: CompressedRatings
  let loss: Loss
  let weights: RatingWeights

  func run(
    _ parameters: ReputationFactorization.Parameters,
    gradients: DisjointWrites<ReputationFactorization.User>, workers: Workers
  ) {
    workers.each(ratings.pieces.count) { piece in
      for user in ratings.pieces[piece] { run(user: user, parameters, gradients: gradients) }
    }
  }

  @inline(__always)
  private func run(
    user: Int, _ parameters: ReputationFactorization.Parameters,
    gradients: DisjointWrites<ReputationFactorization.User>
  ) {
    let end = ratings.starts[user + 1]
    let index = ratings.others.span
    let level = ratings.levels.span
    let items = parameters.items.span
    let itemWeights = weights.items.span
    let own = parameters.users[user]
    let positive = Lanes(repeating: weights.positive)
    var slopes = Lanes.zero
    var factorSlopes = Lanes.zero
    var reputationSlopes = Lanes.zero
    var rating = ratings.starts[user]
    while rating < end {
      var factors = Lanes.zero
      var biases = Lanes.zero
      var labels = Lanes.zero
      var weight = Lanes.zero
      for lane in 0..<min(8, end - rating) {
        let other = Int(index[unchecked: rating + lane])
        let item = items[unchecked: other]
        factors[lane] = item.x
        biases[lane] = item.y
        labels[lane] = Float(level[unchecked: rating + lane])
        weight[lane] = itemWeights[unchecked: other]
      }
      labels *= 0.5
      weight = weight.replacing(with: weight * positive, where: labels .== 1)
      let prediction = factors * own.x + biases * own.y + (own.z + parameters.global)
      let slope = weight * loss.slope(prediction, labels)
      slopes += slope
      factorSlopes += slope * factors
      reputationSlopes += slope * biases
      rating += 8
    }
    gradients[user] =
      weights.users[user]
      * SIMD4(factorSlopes.sum(), reputationSlopes.sum(), slopes.sum(), 0)
  }
}
