import Parallel

/// One pass over all ratings from one side of the biased model ŷ = iₒ + i + fₒ·f + g.
///
/// The model is symmetric, so the same pass yields the gradients of the items from `byItem` and
/// those of the users from `byUser`. It streams five bytes a rating and gathers the eight bytes of
/// the other side's parameters, which mostly stay in cache.
struct GradientPass<Loss: PointLoss> {
  let ratings: CompressedRatings
  let loss: Loss
  /// Weight of an owner's ratings, or empty.
  var ownWeights: [Float] = []
  /// Weight of the other side's ratings, or empty.
  var otherWeights: [Float] = []

  /// Σ loss and Σ slope over all ratings.
  struct Totals: Sendable {
    var loss = 0.0
    var slope = 0.0
  }

  /// Writes Σ slope and Σ slope · (other's factor) of every owner.
  ///
  /// - Parameter withLoss: whether Σ loss is wanted; if not, it is 0.
  func run(
    own: [BiasFactor], others: [BiasFactor], global: Float, withLoss: Bool,
    gradients: DisjointWrites<BiasFactor>, workers: Workers
  ) -> Totals {
    precondition(own.count == ratings.count && others.count == ratings.otherCount)
    precondition(ownWeights.isEmpty || ownWeights.count == ratings.count)
    precondition(otherWeights.isEmpty || otherWeights.count == ratings.otherCount)
    let pieces = workers.map(ratings.pieces.count) { piece in
      let owners = ratings.pieces[piece]
      // Each call is compiled on its own, without what it does not need.
      switch (otherWeights.isEmpty, withLoss) {
      case (true, true):
        return sum(owners, own.span, others.span, global, false, true, gradients)
      case (true, false):
        return sum(owners, own.span, others.span, global, false, false, gradients)
      case (false, true):
        return sum(owners, own.span, others.span, global, true, true, gradients)
      case (false, false):
        return sum(owners, own.span, others.span, global, true, false, gradients)
      }
    }
    return pieces.reduce(into: Totals()) {
      $0.loss += $1.loss
      $0.slope += $1.slope
    }
  }

  @inline(__always)
  private func sum(
    _ owners: Range<Int>, _ own: Span<BiasFactor>, _ table: Span<BiasFactor>, _ global: Float,
    _ weighted: Bool, _ withLoss: Bool, _ gradients: DisjointWrites<BiasFactor>
  ) -> Totals {
    let others = ratings.paddedOthers.span
    let levels = ratings.paddedLevels.span
    let starts = ratings.starts.span
    let otherWeights = otherWeights.span
    var totals = Totals()
    for owner in owners {
      let parameters = own[owner]
      let constant = Lanes(repeating: global + parameters.intercept)
      let factor = Lanes(repeating: parameters.factor)
      var losses = Lanes.zero
      var slopes = Lanes.zero
      var slopeFactors = Lanes.zero
      forEachBlock(starts[owner]..<starts[owner + 1]) { rating, live in
        let (intercepts, factors) = gather(table, others, at: rating)
        let labels = gatherLabels(levels, at: rating)
        let prediction = constant + intercepts + factors * factor
        let weight = weighted ? live * gather(otherWeights, others, at: rating) : live
        let slope = weight * loss.slope(prediction, labels)
        if withLoss { losses += weight * loss.value(prediction, labels) }
        slopes += slope
        slopeFactors += slope * factors
      }
      let ownWeight = ownWeights.isEmpty ? 1 : ownWeights[owner]
      let slope = slopes.total * ownWeight
      gradients[owner] = BiasFactor(slope, slopeFactors.total * ownWeight)
      totals.loss += Double(losses.total * ownWeight)
      totals.slope += Double(slope)
    }
    return totals
  }
}

/// Calls `body` with the first rating of every block of eight in `ratings`, and with 1 in the lanes
/// that lie within `ratings`, 0 in those past its end.
@inline(__always)
func forEachBlock(_ ratings: Range<Int>, _ body: (Int, Lanes) -> Void) {
  var rating = ratings.lowerBound
  while rating &+ 8 <= ratings.upperBound {
    body(rating, Lanes(repeating: 1))
    rating &+= 8
  }
  if rating < ratings.upperBound {
    body(rating, Lanes.ones(first: ratings.upperBound &- rating))
  }
}
