import Parallel

/// One-dimensional matrix factorization with biases: ŷ = g + i_user + i_item + f_user · f_item.
///
/// The bridging part is the penalty: intercepts cost five times as much as factors, so that a rating
/// explained by viewpoint never has to be explained by an item's intercept. What is left in an
/// item's intercept is agreement across viewpoints (Wojcik et al. 2022, "Birdwatch").
public struct BiasedFactorization: Sendable {
  public var penalties = Penalties()
  public var loss = Loss.squared
  /// Adam's learning rate where both items and users are given starting values.
  public var initLearningRate: Float = 0.2
  /// Adam's learning rate where they are not.
  public var noInitLearningRate: Float = 1.0
  /// Whether g is fitted; without, it stays 0.
  public var usesGlobalIntercept = true
  /// ρ of the ratio-corrected penalty: item penalties are summed and divided by ratings / ρ instead
  /// of by the number of items, so that a fit of part of the ratings is penalised per item as the
  /// fit that ρ comes from was. Nil: mean over items.
  public var ratingsPerItem: Double?

  public init() {}

  /// L2 penalties, and the product penalty of items.
  public struct Penalties: Sendable, Equatable {
    public var userFactor: Float = 0.03
    public var userIntercept: Float = 0.15
    public var itemFactor: Float = 0.03
    public var itemIntercept: Float = 0.15
    public var global: Float = 0.15
    /// On mean |f_item · i_item|.
    public var diamond: Float = 0

    public init() {}
  }

  public enum Loss: Sendable, Equatable {
    case squared
    /// Cross-entropy on logits; positive labels weigh `positiveWeight`.
    case logistic(positiveWeight: Float)
  }

  /// Starting values; whatever is nil starts at random (factors) or at 0 (intercepts).
  public struct Start: Sendable {
    public var items: [BiasFactor]?
    public var users: [BiasFactor]?
    public var global: Float?

    public init(items: [BiasFactor]? = nil, users: [BiasFactor]? = nil, global: Float? = nil) {
      self.items = items
      self.users = users
      self.global = global
    }
  }

  /// A fitted model.
  public struct Fit: Sendable {
    public var items: [BiasFactor]
    public var users: [BiasFactor]
    public var global: Float
    /// Mean loss over the ratings, unweighted and without penalties.
    public var trainError: Float
    public var epochs: Int

    /// Turns the viewpoint axis so that at least half of the users with a non-zero factor lie on
    /// its negative side; the axis itself has no direction.
    public mutating func identifySign() {
      let negative = users.count { $0.factor < 0 }
      let nonZero = users.count { $0.factor != 0 }
      guard negative * 2 < nonZero else { return }
      for index in users.indices { users[index].factor.negate() }
      for index in items.indices { items[index].factor.negate() }
    }
  }

  /// Fits all parameters by full-batch Adam with gradient clipping.
  ///
  /// - Parameters:
  ///   - userWeights: weight of every rating of a user, or empty for 1.
  ///   - random: draws factors that have no starting value, users first.
  /// - Throws: `FactorizationError` if there is no rating or the loss is not a number even after
  ///   restarts.
  public func fit(
    _ matrix: RatingMatrix, start: Start = Start(), userWeights: [Float] = [],
    random: inout RandomStream, workers: Workers
  ) throws(FactorizationError) -> Fit {
    guard matrix.ratingCount > 0 else { throw .noRatings }
    precondition(start.items.map { $0.count == matrix.itemCount } ?? true)
    precondition(start.users.map { $0.count == matrix.userCount } ?? true)
    precondition(userWeights.isEmpty || userWeights.count == matrix.userCount)
    for _ in 0..<10 {
      let fit =
        switch loss {
        case .squared:
          descend(
            matrix, SquaredLoss(), start: start, userWeights: userWeights, random: &random,
            workers: workers)
        case .logistic(let positiveWeight):
          descend(
            matrix, LogisticLoss(positiveWeight: positiveWeight), start: start,
            userWeights: userWeights, random: &random, workers: workers)
        }
      if let fit { return fit }
    }
    throw .diverged
  }

  /// Nil if the loss became not-a-number.
  private func descend(
    _ matrix: RatingMatrix, _ loss: some PointLoss, start: Start, userWeights: [Float],
    random: inout RandomStream, workers: Workers
  ) -> Fit? {
    var users = start.users ?? randomFactors(count: matrix.userCount, random: &random)
    var items = start.items ?? randomFactors(count: matrix.itemCount, random: &random)
    var global = start.global ?? 0
    var itemGradients = [BiasFactor](repeating: .zero, count: items.count)
    var userGradients = [BiasFactor](repeating: .zero, count: users.count)
    let itemPass = GradientPass(ratings: matrix.byItem, loss: loss, otherWeights: userWeights)
    let userPass = GradientPass(ratings: matrix.byUser, loss: loss, ownWeights: userWeights)
    let both = start.items != nil && start.users != nil
    var adam = Adam(learningRate: both ? initLearningRate : noInitLearningRate)
    var itemMoments = Adam.Moments<BiasFactor>(count: items.count)
    var userMoments = Adam.Moments<BiasFactor>(count: users.count)
    var globalMoments = Adam.Moments<SIMD2<Float>>(count: 1)
    let ratingCount = Double(matrix.ratingCount)
    let scale = itemScale(ratingCount: matrix.ratingCount, itemCount: items.count)
    var stop = StopRule()

    while true {
      let totals = itemGradients.withDisjointWrites {
        itemPass.run(
          own: items, others: users, global: global, gradients: $0, workers: workers)
      }
      let penalty =
        itemPenalty(items) * scale + userPenalty(users)
        + Double(penalties.global) * Double(global) * Double(global)
      let total = Float(totals.loss / ratingCount + penalty)
      if total.isNaN { return nil }
      guard stop.goesOn(total) else {
        return Fit(
          items: items, users: users, global: global,
          trainError: Float(
            userWeights.isEmpty
              ? totals.loss / ratingCount
              : unweightedError(
                matrix, loss, items: items, users: users, global: global, workers: workers)),
          epochs: stop.epochs)
      }
      _ = userGradients.withDisjointWrites {
        userPass.run(
          own: users, others: items, global: global, gradients: $0, workers: workers)
      }
      let share = Float(1 / ratingCount)
      var norm = addItemPenalty(items, to: &itemGradients, share: share, scale: Float(scale))
      norm += addUserPenalty(users, to: &userGradients, share: share)
      var globalGradient: Float = 0
      if usesGlobalIntercept {
        globalGradient = Float(totals.slope / ratingCount) + 2 * penalties.global * global
        norm += Double(globalGradient) * Double(globalGradient)
      }
      let clip = Float(min(1, 1 / (norm.squareRoot() + 1e-6)))
      let step = adam.advance()
      Adam.update(
        &items, gradients: itemGradients, scale: clip, moments: &itemMoments, step: step,
        mask: .one)
      Adam.update(
        &users, gradients: userGradients, scale: clip, moments: &userMoments, step: step,
        mask: .one)
      if usesGlobalIntercept {
        var parameter = [SIMD2<Float>(global, 0)]
        Adam.update(
          &parameter, gradients: [SIMD2(globalGradient, 0)], scale: clip, moments: &globalMoments,
          step: step, mask: SIMD2(1, 0))
        global = parameter[0].x
      }
    }
  }

  private func unweightedError(
    _ matrix: RatingMatrix, _ loss: some PointLoss, items: [BiasFactor], users: [BiasFactor],
    global: Float, workers: Workers
  ) -> Double {
    var unused = [BiasFactor](repeating: .zero, count: items.count)
    let totals = unused.withDisjointWrites {
      GradientPass(ratings: matrix.byItem, loss: loss).run(
        own: items, others: users, global: global, gradients: $0, workers: workers)
    }
    return totals.loss / Double(matrix.ratingCount)
  }

  /// Intercepts 0; factors uniform in ±√(6 / (1 + count)) (Glorot & Bengio 2010).
  private func randomFactors(count: Int, random: inout RandomStream) -> [BiasFactor] {
    let bound = Float((6 / Double(1 + count)).squareRoot())
    return (0..<count).map { _ in
      BiasFactor(intercept: 0, factor: random.uniform(bound: bound))
    }
  }
}

/// Why a factorization could not be fitted.
public enum FactorizationError: Error, Sendable, Equatable, CustomStringConvertible {
  case noRatings
  case diverged

  public var description: String {
    switch self {
    case .noRatings: "There is no rating to fit."
    case .diverged: "The fit's loss is not a number, even from new starting values."
    }
  }
}
