import Parallel

/// Factorization in which a user's reputation decides how much an item's bias reaches them:
/// z = a_item · c_user + b_item · r_user + d_user + g.
///
/// Users whose ratings an item's bias explains earn reputation; users who rate by viewpoint, or at
/// random, do not.
public struct ReputationFactorization: Sendable {
  /// The loss of one prediction z of a label.
  public enum Loss: Sendable, Equatable {
    /// (z − y)².
    case squared
    /// Cross-entropy on logits.
    case logistic
  }

  /// What is minimised, weighted by rating.
  public var loss: Loss
  /// Λ, and its multipliers for item bias, user bias, g and reputation. Factors have 1.
  public var penalty: Float
  public var itemBiasMultiplier: Float
  public var userBiasMultiplier: Float
  public var globalMultiplier: Float
  public var reputationMultiplier: Float
  /// What round 3 multiplies `penalty` and `itemBiasMultiplier` by.
  public var thirdRoundPenaltyMultiplier: Float
  public var thirdRoundItemBiasMultiplier: Float
  /// Weight of ratings whose label is 1, by round.
  public var positiveWeights: [Float]
  /// Exponents of the normalisation of weights by item and by user, by round; 0: none.
  public var itemNormExponents: [Float]
  public var userNormExponents: [Float]
  /// Round 3 weighs a rating by (α + max(r, 0)^exponent) / (1 + α).
  public var reputationExponent: Float
  public var alpha: Float
  /// A round ends when the loss moved by less than this since the last check, …
  public var convergence: Float
  /// … which happens every so many epochs.
  public var checkPeriod: Int
  /// A round takes at most one step more than this.
  public var maxEpochs = 300
  /// Ratings per item and per user of the fit that starting values come from; the penalty is then
  /// ratio-corrected as in `BiasedFactorization.ratingsPerItem`.
  public var ratingsPerItem: Double?
  public var ratingsPerUser: Double?

  /// The model of careless notes: labels are 1 where a rating says incorrect, irrelevant sources, or
  /// sources missing or unreliable.
  public static let lowDiligence = ReputationFactorization(
    loss: .logistic, penalty: 0.03, itemBiasMultiplier: 1,
    userBiasMultiplier: 10, globalMultiplier: 0, reputationMultiplier: 50,
    thirdRoundPenaltyMultiplier: 1, thirdRoundItemBiasMultiplier: 1,
    positiveWeights: [100, 100, 500], itemNormExponents: [0, 0, -0.5],
    userNormExponents: [0, 0, 0], reputationExponent: 0.5, alpha: 0.1, convergence: 1e-5,
    checkPeriod: 5)

  /// The model of helpful notes behind rater reputation: labels are the ratings.
  public static let helpfulness = ReputationFactorization(
    loss: .squared, penalty: 0.01, itemBiasMultiplier: 0.5, userBiasMultiplier: 1,
    globalMultiplier: 0, reputationMultiplier: 1, thirdRoundPenaltyMultiplier: 0.1,
    thirdRoundItemBiasMultiplier: 10, positiveWeights: [0.2, 1, 1],
    itemNormExponents: [0, 0, -0.5], userNormExponents: [-0.5, 0, 0], reputationExponent: 1,
    alpha: 0, convergence: 1e-7, checkPeriod: 10)

  /// An item: `x` is its factor a, `y` its bias b.
  public typealias Item = SIMD2<Float>
  /// A user: `x` is the factor c, `y` the reputation r, `z` the bias d. While a round trains, `w` is
  /// the weight of the user's ratings, so that one load fetches all a rating needs; otherwise 0.
  public typealias User = SIMD4<Float>

  /// Parameters of all items and users, and g.
  public struct Parameters: Sendable {
    public var items: [Item]
    public var users: [User]
    public var global: Float

    public init(items: [Item], users: [User], global: Float) {
      self.items = items
      self.users = users
      self.global = global
    }
  }

  /// What three rounds leave behind.
  public struct Prescored: Sendable {
    public var final: Parameters
    /// Biases after round 2, from which final training starts.
    public var itemBiasesRound2: [Float]
    public var userBiasesRound2: [Float]
    /// g after rounds 1, 2 and 3.
    public var globals: SIMD3<Float>
    /// Steps of rounds 1, 2 and 3.
    public var epochs: SIMD3<Int>
  }

  /// Trains in three rounds: all but reputation; all but item biases; biases and g alone, weighted
  /// by reputation.
  ///
  /// - Parameters:
  ///   - itemFactors: starting factors of items; nil draws standard normal ones.
  ///   - userFactors: likewise of users.
  /// - Throws: `FactorizationError`.
  public func prescore(
    _ matrix: RatingMatrix, itemFactors: [Float]?, userFactors: [Float]?,
    random: inout RandomStream, workers: Workers
  ) throws(FactorizationError) -> Prescored {
    var items = [Item](repeating: .zero, count: matrix.itemCount)
    var users = [User](repeating: User(0, 1, 0, 0), count: matrix.userCount)
    for index in items.indices { items[index].x = itemFactors?[index] ?? random.normal() }
    for index in users.indices { users[index].x = userFactors?[index] ?? random.normal() }
    for index in items.indices { items[index].y = random.normal() }
    for index in users.indices { users[index].z = random.normal() }
    return try threeRounds(
      from: Parameters(items: items, users: users, global: 0), matrix, workers: workers)
  }

  /// The rounds of `prescore` from given parameters.
  func threeRounds(
    from start: Parameters, _ matrix: RatingMatrix, workers: Workers
  ) throws(FactorizationError) -> Prescored {
    var parameters = start
    let firstEpochs = try train(
      &parameters, matrix, round: 1,
      trained: [.itemFactor, .itemBias, .userFactor, .userBias, .global], workers: workers)
    let first = parameters.global
    let secondEpochs = try train(
      &parameters, matrix, round: 2,
      trained: [.itemFactor, .userFactor, .userBias, .reputation, .global], workers: workers)
    let second = parameters.global
    let itemBiases = parameters.items.map(\.y)
    let userBiases = parameters.users.map(\.z)
    let thirdEpochs = try train(
      &parameters, matrix, round: 3, trained: [.itemBias, .userBias, .global], workers: workers)
    return Prescored(
      final: parameters, itemBiasesRound2: itemBiases, userBiasesRound2: userBiases,
      globals: SIMD3(first, second, parameters.global),
      epochs: SIMD3(firstEpochs, secondEpochs, thirdEpochs))
  }

  /// Trains item factors as in round 2, then item biases as in round 3; users and g are frozen.
  ///
  /// - Parameters:
  ///   - start: items and users with their round 2 biases, and g of round 2.
  ///   - finalUserBiases, finalGlobal: what takes their place for the second step.
  /// - Throws: `FactorizationError`.
  public func trainItems(
    _ matrix: RatingMatrix, start: Parameters, finalUserBiases: [Float], finalGlobal: Float,
    workers: Workers
  ) throws(FactorizationError) -> [Item] {
    var parameters = start
    _ = try train(&parameters, matrix, round: 2, trained: [.itemFactor], workers: workers)
    parameters.global = finalGlobal
    for index in parameters.users.indices { parameters.users[index].z = finalUserBiases[index] }
    _ = try train(&parameters, matrix, round: 3, trained: [.itemBias], workers: workers)
    return parameters.items
  }
}
