import Parallel

/// One pass over all ratings from one side of the biased model ŷ = iₒ + i + fₒ·f + g.
///
/// The model is symmetric, so the same pass yields the gradients of the items from `byItem` and
/// those of the users from `byUser`. It streams five bytes a rating and gathers the eight bytes of
/// the other side's parameters, which stay in cache.
struct GradientPass<Loss: PointLoss> {
  let ratings: CompressedRatings
  let loss: Loss
  /// Weight of an owner's ratings, or empty.
  var ownWeights: [Float] = []
  /// Weight of the other side's ratings, or empty.
  var otherWeights: [Float] = []

  /// Writes Σ slope and Σ slope · (other's factor) of every owner, and returns Σ loss and Σ slope.
  func run(
    own: [BiasFactor], others: [BiasFactor], global: Float,
    gradients: DisjointWrites<BiasFactor>, workers: Workers
  ) -> Totals {
    let pieces = workers.map(ratings.pieces.count) { piece in
      var totals = Totals()
      for owner in ratings.pieces[piece] {
        let sums = sum(owner: owner, own: own[owner], others: others, global: global)
        gradients[owner] = BiasFactor(sums.slope, sums.slopeFactor)
        totals.loss += Double(sums.loss)
        totals.slope += Double(sums.slope)
      }
      return totals
    }
    return pieces.reduce(into: Totals()) { $0.add($1) }
  }

  struct Totals: Sendable {
    var loss = 0.0
    var slope = 0.0

    mutating func add(_ other: Totals) {
      loss += other.loss
      slope += other.slope
    }
  }

  private struct OwnerSums {
    var loss: Float
    var slope: Float
    var slopeFactor: Float
  }

  @inline(__always)
  private func sum(
    owner: Int, own: BiasFactor, others: [BiasFactor], global: Float
  ) -> OwnerSums {
    let start = ratings.starts[owner]
    let end = ratings.starts[owner + 1]
    // Invariant of the unchecked loads: `start ..< end` lies within `others` and `levels`
    // (checked by CompressedRatings.init), and every entry of `others` is below the number of
    // parameters on the other side (checked by BiasedFactorization.fit).
    let index = ratings.others.span
    let level = ratings.levels.span
    let parameters = others.span
    let weights = otherWeights.span
    let constant = Lanes(repeating: global + own.intercept)
    var losses = Lanes.zero
    var slopes = Lanes.zero
    var slopeFactors = Lanes.zero
    var rating = start
    while rating < end {
      let lanes = min(8, end - rating)
      var intercepts = Lanes.zero
      var factors = Lanes.zero
      var labels = Lanes.zero
      var weight = Lanes.zero
      if lanes == 8 {
        for lane in 0..<8 {
          let other = Int(index[unchecked: rating + lane])
          let pair = parameters[unchecked: other]
          intercepts[lane] = pair.x
          factors[lane] = pair.y
          labels[lane] = Float(level[unchecked: rating + lane])
          weight[lane] = weights.isEmpty ? 1 : weights[unchecked: other]
        }
      } else {
        for lane in 0..<lanes {
          let other = Int(index[unchecked: rating + lane])
          let pair = parameters[unchecked: other]
          intercepts[lane] = pair.x
          factors[lane] = pair.y
          labels[lane] = Float(level[unchecked: rating + lane])
          weight[lane] = weights.isEmpty ? 1 : weights[unchecked: other]
        }
      }
      labels *= 0.5
      let prediction = constant + intercepts + factors * own.factor
      let slope = weight * loss.slope(prediction, labels)
      losses += weight * loss.value(prediction, labels)
      slopes += slope
      slopeFactors += slope * factors
      rating += 8
    }
    let ownWeight = ownWeights.isEmpty ? 1 : ownWeights[owner]
    return OwnerSums(
      loss: losses.sum() * ownWeight, slope: slopes.sum() * ownWeight,
      slopeFactor: slopeFactors.sum() * ownWeight)
  }
}
