import Parallel

/// One-dimensional matrix factorization with biases: ŷ = g + i_user + i_item + f_user · f_item.
///
/// The bridging part is the penalty: intercepts cost five times as much as factors, so that a rating
/// explained by viewpoint never has to be explained by an item's intercept. What is left in an
/// item's intercept is agreement across viewpoints (Wojcik et al. 2022, "Birdwatch").
public struct BiasedFactorization: Sendable {
  /// Weights of the squares that are added to the mean loss.
  public var penalties = Penalties()
  /// What is minimised; labels are 0, ½ and 1.
  public var loss = Loss.squared
  /// Adam's learning rate where both items and users are given starting values.
  public var initLearningRate: Float = 0.2
  /// Adam's learning rate where they are not.
  public var noInitLearningRate: Float = 1.0
  /// Where a fit ends at the latest: one that has not settled by then never will. The reference has
  /// no bound.
  public var maxEpochs = 20_000
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

  /// The loss of one prediction ŷ of a label y.
  public enum Loss: Sendable, Equatable {
    /// (ŷ − y)².
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
    /// g; as it started where the model has no global intercept.
    public var global: Float
    /// Mean loss over the ratings, unweighted and without penalties.
    public var trainError: Float
    /// Steps taken.
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
  /// - Throws: `FactorizationError` if there is no rating, or if the loss is not a number even from
  ///   ten draws of random factors; where none are drawn, there is one attempt.
  public func fit(
    _ matrix: RatingMatrix, start: Start = Start(), userWeights: [Float] = [],
    random: inout RandomStream, workers: Workers
  ) throws(FactorizationError) -> Fit {
    guard matrix.ratingCount > 0 else { throw .noRatings }
    precondition(start.items.map { $0.count == matrix.itemCount } ?? true)
    precondition(start.users.map { $0.count == matrix.userCount } ?? true)
    precondition(userWeights.isEmpty || userWeights.count == matrix.userCount)
    // New random factors may help; the same given values cannot.
    let isRandom = start.items == nil || start.users == nil
    for _ in 0..<(isRandom ? 10 : 1) {
      let fit =
        switch loss {
        case .squared:
          descend(
            matrix, SquaredLoss(), start: start, userWeights: userWeights, random: &random,
            workers: workers)
        case .logistic(let positiveWeight):
          descend(
            matrix, PositiveWeightedLogisticLoss(positiveWeight: positiveWeight), start: start,
            userWeights: userWeights, random: &random, workers: workers)
        }
      if let fit { return fit }
    }
    throw .diverged
  }

  /// One attempt; nil if the loss became not-a-number.
  private func descend(
    _ matrix: RatingMatrix, _ loss: some PointLoss, start: Start, userWeights: [Float],
    random: inout RandomStream, workers: Workers
  ) -> Fit? {
    let users = start.users ?? randomFactors(count: matrix.userCount, random: &random)
    let items = start.items ?? randomFactors(count: matrix.itemCount, random: &random)
    let areGiven = start.items != nil && start.users != nil
    return Descent(
      model: self, matrix: matrix, loss: loss, userWeights: userWeights, workers: workers,
      items: items, users: users, global: start.global ?? 0
    ).run(learningRate: areGiven ? initLearningRate : noInitLearningRate)
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
  /// The matrix is empty: loosen the filters that lead to it, or leave the model out.
  case noRatings
  /// The loss became not-a-number: starting values or penalties are not numbers, or the learning
  /// rate is too large.
  case diverged

  public var description: String {
    switch self {
    case .noRatings: "There is no rating to fit."
    case .diverged:
      "The fit's loss is not a number; check starting values, penalties and learning rate."
    }
  }
}
