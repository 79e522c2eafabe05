import Parallel

/// The state of one full-batch fit of all parameters of a `BiasedFactorization`.
struct Descent<Loss: PointLoss> {
  let model: BiasedFactorization
  let matrix: RatingMatrix
  let loss: Loss
  /// Weight of every rating of a user, or empty for 1.
  let userWeights: [Float]
  let workers: Workers
  var items: [BiasFactor]
  var users: [BiasFactor]
  var global: Float

  /// Descends until the stop rule ends the fit; nil if the loss becomes not-a-number.
  consuming func run(learningRate: Float) -> BiasedFactorization.Fit? {
    let itemPass = GradientPass(ratings: matrix.byItem, loss: loss, otherWeights: userWeights)
    let userPass = GradientPass(ratings: matrix.byUser, loss: loss, ownWeights: userWeights)
    var itemGradients = [BiasFactor](repeating: .zero, count: items.count)
    var userGradients = [BiasFactor](repeating: .zero, count: users.count)
    var itemMoments = [Adam.Moment<BiasFactor>](repeating: Adam.Moment(), count: items.count)
    var userMoments = [Adam.Moment<BiasFactor>](repeating: Adam.Moment(), count: users.count)
    var globalMoment = Adam.Moment<SIMD2<Float>>()
    var adam = Adam(learningRate: learningRate)
    var stop = StopRule(maxEpochs: model.maxEpochs)
    let ratingCount = Double(matrix.ratingCount)
    let share = Float(1 / ratingCount)
    let itemScale = model.itemScale(ratingCount: matrix.ratingCount, itemCount: items.count)

    while true {
      let totals = itemGradients.withDisjointWrites {
        itemPass.run(
          own: items, others: users, global: global, withLoss: true, gradients: $0,
          workers: workers)
      }
      let total = Float(totals.loss / ratingCount + penalty(itemScale: itemScale))
      if total.isNaN { return nil }
      guard stop.goesOn(total) else {
        return BiasedFactorization.Fit(
          items: items, users: users, global: global, trainError: trainError(totals.loss),
          epochs: stop.epochs)
      }
      _ = userGradients.withDisjointWrites {
        userPass.run(
          own: users, others: items, global: global, withLoss: false, gradients: $0,
          workers: workers)
      }
      var squares = model.addItemPenalty(
        items, to: &itemGradients, share: share, scale: Float(itemScale), workers: workers)
      squares += model.addUserPenalty(users, to: &userGradients, share: share, workers: workers)
      var globalGradient: Float = 0
      if model.usesGlobalIntercept {
        globalGradient = Float(totals.slope / ratingCount) + 2 * model.penalties.global * global
        squares += Double(globalGradient) * Double(globalGradient)
      }
      let scale = clip(squares)
      let step = adam.advance()
      Adam.update(
        &items, gradients: itemGradients, scale: scale, moments: &itemMoments, step: step,
        mask: .one, workers: workers)
      Adam.update(
        &users, gradients: userGradients, scale: scale, moments: &userMoments, step: step,
        mask: .one, workers: workers)
      global =
        step.move(
          SIMD2(global, 0), gradient: SIMD2(globalGradient * scale, 0), moment: &globalMoment,
          mask: .one
        ).x
    }
  }

  private func penalty(itemScale: Double) -> Double {
    model.itemPenalty(items, workers: workers) * itemScale
      + model.userPenalty(users, workers: workers)
      + Double(model.penalties.global) * Double(global) * Double(global)
  }

  /// Mean loss without weights, of which `sum` is the sum where there are none.
  private func trainError(_ sum: Double) -> Float {
    guard !userWeights.isEmpty else { return Float(sum / Double(matrix.ratingCount)) }
    var unused = [BiasFactor](repeating: .zero, count: items.count)
    let totals = unused.withDisjointWrites {
      GradientPass(ratings: matrix.byItem, loss: loss).run(
        own: items, others: users, global: global, withLoss: true, gradients: $0,
        workers: workers)
    }
    return Float(totals.loss / Double(matrix.ratingCount))
  }
}
