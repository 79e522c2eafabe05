import Parallel

/// Logistic regression with an L1 penalty on binary features.
///
/// Minimises ‖w‖₁ + |b| + C · Σᵢ log(1 + exp(−yᵢ (wᵀxᵢ + b))) over weights w and intercept b, y = ±1:
/// the problem that liblinear solves (Fan et al. 2008), where the intercept is the weight of one
/// more feature of value 1 and is penalised as such. The steps and the rule that ends them are
/// newGLMNET's (Yuan, Ho & Lin 2012), so that a fit which ends early ends near where liblinear does.
public struct SparseLogisticRegression: Sendable {
  /// C: how much a row's loss weighs against the penalty.
  public var cost: Double
  /// The fit ends when the sum of all violations (how far a subgradient of the objective by a weight
  /// is from zero) is this share of the first one, times the share of rows with the rarer label.
  public var tolerance: Double
  /// The most Newton steps.
  public var maximumSteps: Int

  public init(cost: Double, tolerance: Double = 1e-4, maximumSteps: Int = 100) {
    self.cost = cost
    self.tolerance = tolerance
    self.maximumSteps = maximumSteps
  }

  /// A fitted model, and how well it is fitted.
  public struct Fit: Sendable {
    /// By column; most are zero.
    public let weights: [Double]
    public let intercept: Double
    /// wᵀx + b of every row of the training data.
    public let decisions: [Double]
    public let objective: Double
    /// Newton steps taken.
    public let steps: Int
  }

  /// Fits the weights. The result does not depend on `workers`.
  ///
  /// - Parameters:
  ///   - labels: true for y = 1; one per row.
  ///   - seed: of the order in which weights are visited.
  public func fit(
    _ columns: BinaryColumns, labels: [Bool], seed: UInt64 = 0, workers: Workers = .all
  ) -> Fit {
    precondition(labels.count == columns.rowCount)
    let rarer = min(labels.count { $0 }, labels.count { !$0 })
    var descent = SparseLogisticDescent(
      columns, labels: labels, cost: cost, order: RandomStream(seed: seed), workers: workers)
    let steps = descent.run(
      tolerance: tolerance * Double(max(1, rarer)) / Double(max(1, labels.count)),
      maximumSteps: maximumSteps)
    return Fit(
      weights: Array(descent.weights.dropLast()), intercept: descent.weights[columns.count],
      decisions: descent.decisions(), objective: descent.objective(), steps: steps)
  }
}
