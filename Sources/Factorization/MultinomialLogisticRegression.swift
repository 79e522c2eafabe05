import Parallel

/// Multinomial logistic regression on sparse rows: P(class | x) = softmax(W x + b).
///
/// The fit minimises Σ −log P(label | row) + ‖W‖² / (2 C); intercepts are not penalised. With two
/// classes it is the binary model, whose first class has the logit 0, as in scikit-learn's
/// `LogisticRegression` with the solver "lbfgs".
public struct MultinomialLogisticRegression: Sendable, Codable, Equatable {
  /// 2 to 8.
  public let classCount: Int
  /// By column, then by class; lanes beyond `classCount` are 0.
  public private(set) var coefficients: [SIMD8<Double>]
  /// By class.
  public private(set) var intercepts: SIMD8<Double>

  /// The most classes a model can have.
  public static let maxClassCount = 8

  public init(
    classCount: Int, coefficients: [SIMD8<Double>], intercepts: SIMD8<Double>
  ) {
    precondition((2...Self.maxClassCount).contains(classCount))
    self.classCount = classCount
    self.coefficients = coefficients
    self.intercepts = intercepts
  }

  /// How to fit.
  public struct Training: Sendable {
    /// C, the inverse of the strength of the penalty.
    public var inversePenalty = 1.0
    /// The fit ends when no component of the gradient is larger.
    public var tolerance = 1e-4
    public var maxIterations = 1000

    public init() {}
  }

  /// Fits a model, starting from zero.
  ///
  /// The result does not depend on `workers`. Besides the rows, takes about 64 bytes × 34 a column.
  ///
  /// - Parameters:
  ///   - labels: class of each row, below `classCount`.
  ///   - classCount: 2 to 8.
  public static func fit(
    _ rows: SparseRows, labels: [UInt8], classCount: Int, _ training: Training = Training(),
    workers: Workers = .all
  ) -> MultinomialLogisticRegression {
    precondition(labels.count == rows.count && labels.allSatisfy { $0 < classCount })
    precondition((2...maxClassCount).contains(classCount))
    let loss = MultinomialLoss(
      rows: rows, labels: labels, classCount: classCount,
      penalty: 1 / training.inversePenalty, workers: workers)
    var search = LBFGS()
    search.gradientTolerance = training.tolerance
    search.maxIterations = training.maxIterations
    var partial = loss.makePartialGradients()
    let start = [SIMD8<Double>](repeating: .zero, count: rows.columnCount + 1)
    var point = search.minimize(from: start) { loss.evaluate($0, &$1, partial: &partial) }.point
    let intercepts = point.removeLast()
    return MultinomialLogisticRegression(
      classCount: classCount, coefficients: point, intercepts: intercepts)
  }

  /// The probability of each class for one row; lanes beyond `classCount` are 0.
  public func probabilities(_ row: [SparseEntry]) -> SIMD8<Double> {
    var logits = intercepts
    for entry in row { logits += coefficients[Int(entry.column)] * Double(entry.value) }
    return softmax(logits, classCount: classCount).probabilities
  }
}
