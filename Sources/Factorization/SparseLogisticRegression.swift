import Parallel

/// Logistic regression with an L1 penalty on binary features.
///
/// Minimises ‖w‖₁ + |b| + C · Σᵢ log(1 + exp(−yᵢ (wᵀxᵢ + b))) over weights w and intercept b, y = ±1:
/// the problem that liblinear solves (Fan et al. 2008), where the intercept is the weight of one
/// more feature of value 1 and is penalised as such.
public struct SparseLogisticRegression: Sendable {
  /// C: how much a row's loss weighs against the penalty.
  public var cost: Double
  /// The fit ends when no subgradient of the objective by one weight is further from zero; the
  /// penalty's own slope is 1.
  public var tolerance: Double
  /// The most rounds of choosing features and fitting them.
  public var maximumRounds: Int

  public init(cost: Double, tolerance: Double = 1e-3, maximumRounds: Int = 100) {
    self.cost = cost
    self.tolerance = tolerance
    self.maximumRounds = maximumRounds
  }

  /// A fitted model, and how well it is fitted.
  public struct Fit: Sendable {
    /// By column; most are zero.
    public let weights: [Double]
    public let intercept: Double
    /// wᵀx + b of every row of the training data.
    public let decisions: [Double]
    public let objective: Double
    /// The largest distance of a subgradient from zero.
    public let violation: Double
  }

  /// Fits the weights. The result does not depend on `workers`.
  ///
  /// Features enter in rounds, those with the steepest slope first, so that most columns are read
  /// once a round and not once a step.
  ///
  /// - Parameter labels: true for y = 1; one per row.
  public func fit(_ columns: BinaryColumns, labels: [Bool], workers: Workers = .all) -> Fit {
    precondition(labels.count == columns.rowCount)
    var descent = SparseLogisticDescent(columns, labels: labels, cost: cost)
    let intercept = columns.count
    var working = [intercept]
    var violation = Double.infinity
    for _ in 0..<maximumRounds {
      descent.fit(working, tolerance: tolerance / 2)
      let slopes = descent.slopes(workers: workers)
      let violations = slopes.indices.map { descent.violation(of: $0, slope: slopes[$0]) }
      violation = violations.max() ?? 0
      if violation <= tolerance { break }
      let isWorking = Set(working)
      let entering = violations.indices.filter {
        violations[$0] > tolerance && !isWorking.contains($0)
      }
      let kept = working.filter { $0 == intercept || descent.weights[$0] != 0 }
      let room = max(256, kept.count)
      // Ties in order of the columns: the order must not depend on how sorting treats them.
      let steepest = entering.sorted { (violations[$0], $1) > (violations[$1], $0) }.prefix(room)
      working = (kept + steepest).sorted()
    }
    return Fit(
      weights: Array(descent.weights.dropLast()), intercept: descent.weights[intercept],
      decisions: descent.decisions(), objective: descent.objective(), violation: violation)
  }
}
