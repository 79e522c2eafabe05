import Parallel

/// Gradients of items: Σ w·slope·(c, r), with users (c, r, d).
///
/// Streams five bytes a rating and gathers sixteen: a user's weight travels in the fourth lane of
/// its parameters.
struct ReputationItemPass<Loss: PointLoss> {
  let ratings: CompressedRatings
  let loss: Loss
  let weights: RatingWeights

  /// Σ w·loss and Σ w·slope over all ratings.
  struct Totals: Sendable {
    var loss = 0.0
    var slope = 0.0
  }

  /// - Parameter withLoss: whether Σ w·loss is wanted; if not, it is 0.
  func run(
    items: [ReputationFactorization.Item], users: [ReputationFactorization.User], global: Float,
    withLoss: Bool, gradients: DisjointWrites<ReputationFactorization.Item>, workers: Workers
  ) -> Totals {
    precondition(items.count == ratings.count && users.count == ratings.otherCount)
    let pieces = workers.map(ratings.pieces.count) { piece in
      let owners = ratings.pieces[piece]
      return withLoss
        ? sum(owners, items.span, users.span, global, true, gradients)
        : sum(owners, items.span, users.span, global, false, gradients)
    }
    return pieces.reduce(into: Totals()) {
      $0.loss += $1.loss
      $0.slope += $1.slope
    }
  }

  @inline(__always)
  private func sum(
    _ owners: Range<Int>, _ items: Span<ReputationFactorization.Item>,
    _ users: Span<ReputationFactorization.User>, _ global: Float, _ withLoss: Bool,
    _ gradients: DisjointWrites<ReputationFactorization.Item>
  ) -> Totals {
    let others = ratings.paddedOthers.span
    let levels = ratings.paddedLevels.span
    let starts = ratings.starts.span
    var totals = Totals()
    for item in owners {
      let factor = Lanes(repeating: items[item].x)
      let bias = Lanes(repeating: items[item].y)
      let constant = Lanes(repeating: global)
      var losses = Lanes.zero
      var slopes = Lanes.zero
      var factorSlopes = Lanes.zero
      var biasSlopes = Lanes.zero
      forEachBlock(starts[item]..<starts[item + 1]) { rating, live in
        let user = gather(users, others, at: rating)
        let labels = gatherLabels(levels, at: rating)
        let prediction = factor * user.x + bias * user.y + user.z + constant
        let weight = live * user.w * weights.ofLabel(labels)
        let slope = weight * loss.slope(prediction, labels)
        if withLoss { losses += weight * loss.value(prediction, labels) }
        slopes += slope
        factorSlopes += slope * user.x
        biasSlopes += slope * user.y
      }
      let ownWeight = weights.items.isEmpty ? 1 : weights.items[item]
      gradients[item] = ownWeight * SIMD2(factorSlopes.total, biasSlopes.total)
      totals.loss += Double(losses.total * ownWeight)
      totals.slope += Double(slopes.total * ownWeight)
    }
    return totals
  }
}

/// Gradients of users: Σ w·slope·(a, b, 1), with items (a, b).
///
/// Streams five bytes a rating and gathers eight, and four more where items have weights.
struct ReputationUserPass<Loss: PointLoss> {
  let ratings: CompressedRatings
  let loss: Loss
  let weights: RatingWeights

  func run(
    items: [ReputationFactorization.Item], users: [ReputationFactorization.User], global: Float,
    gradients: DisjointWrites<ReputationFactorization.User>, workers: Workers
  ) {
    precondition(users.count == ratings.count && items.count == ratings.otherCount)
    precondition(weights.items.isEmpty || weights.items.count == items.count)
    workers.each(ratings.pieces.count) { piece in
      let owners = ratings.pieces[piece]
      if weights.items.isEmpty {
        sum(owners, items.span, users.span, global, false, gradients)
      } else {
        sum(owners, items.span, users.span, global, true, gradients)
      }
    }
  }

  @inline(__always)
  private func sum(
    _ owners: Range<Int>, _ items: Span<ReputationFactorization.Item>,
    _ users: Span<ReputationFactorization.User>, _ global: Float, _ weighted: Bool,
    _ gradients: DisjointWrites<ReputationFactorization.User>
  ) {
    let others = ratings.paddedOthers.span
    let levels = ratings.paddedLevels.span
    let starts = ratings.starts.span
    let itemWeights = weights.items.span
    for user in owners {
      let own = users[user]
      let factor = Lanes(repeating: own.x)
      let reputation = Lanes(repeating: own.y)
      let constant = Lanes(repeating: own.z + global)
      var slopes = Lanes.zero
      var factorSlopes = Lanes.zero
      var reputationSlopes = Lanes.zero
      forEachBlock(starts[user]..<starts[user + 1]) { rating, live in
        let item = gather(items, others, at: rating)
        let labels = gatherLabels(levels, at: rating)
        let prediction = item.x * factor + item.y * reputation + constant
        let alive = weighted ? live * gather(itemWeights, others, at: rating) : live
        let slope = alive * weights.ofLabel(labels) * loss.slope(prediction, labels)
        slopes += slope
        factorSlopes += slope * item.x
        reputationSlopes += slope * item.y
      }
      gradients[user] =
        own.w * SIMD4(factorSlopes.total, reputationSlopes.total, slopes.total, 0)
    }
  }
}
