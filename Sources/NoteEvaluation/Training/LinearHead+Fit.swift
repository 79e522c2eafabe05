import Factorization
import Parallel

extension LinearHead {
  /// Fits a logistic model with a quadratic penalty.
  init(_ rows: SparseRows, labels: [UInt8], inversePenalty: Double, workers: Workers) {
    var training = MultinomialLogisticRegression.Training()
    training.inversePenalty = inversePenalty
    training.tolerance = 1e-3
    training.maxIterations = 300
    let fit = MultinomialLogisticRegression.fit(
      rows, labels: labels, classCount: 2, training, workers: workers)
    self.init(
      intercept: fit.intercepts[1] - fit.intercepts[0],
      weights: fit.coefficients.map { Float($0[1] - $0[0]) })
  }
}
