import Parallel
import Testing

@testable import Factorization

/// Expected optima are scikit-learn's, fitted to many more digits than compared.
struct LogisticRegressionTests {
  @Test func threeClassesGiveTheMultinomialOptimum() {
    let model = Self.fit([0, 1, 1, 2, 0, 2, 2, 1], classCount: 3, inversePenalty: 1)
    Self.expect(
      model,
      coefficients: [
        [0.853919, -0.038672, -0.815247], [-0.49083, 1.027703, -0.536873],
        [-0.2009, -0.249937, 0.450838],
      ])
    // Probabilities do not depend on a constant that all intercepts share.
    Self.expectProbabilities(model, [0.229957, 0.652661, 0.117382])
  }

  @Test func aWeakerPenaltyGivesLargerCoefficients() {
    let model = Self.fit([0, 1, 1, 2, 0, 2, 2, 1], classCount: 3, inversePenalty: 10)
    Self.expect(
      model,
      coefficients: [
        [1.994796, 0.014774, -2.00957], [-1.292446, 2.87534, -1.582894],
        [-0.686304, -0.348971, 1.035275],
      ])
    Self.expectProbabilities(model, [0.103708, 0.885161, 0.011131])
  }

  @Test func twoClassesGiveTheBinaryOptimum() {
    let model = Self.fit([0, 1, 1, 0, 0, 1, 0, 1], classCount: 2, inversePenalty: 1)
    Self.expect(model, coefficients: [[0, -0.355536], [0, 0.861862], [0, -0.735731]])
    #expect(abs(model.intercepts[1] - 0.305873) < 1e-4)
    Self.expectProbabilities(model, [0.307422, 0.692578])
  }

  @Test func theFitDoesNotDependOnTheNumberOfThreads() {
    let labels: [UInt8] = [0, 1, 1, 2, 0, 2, 2, 1]
    #expect(
      Self.fit(labels, classCount: 3, threads: 1) == Self.fit(labels, classCount: 3, threads: 4))
  }

  @Test func rowsWithoutEntriesTeachTheIntercepts() {
    // Given empty rows, three quarters of which are of the second class
    var rows = SparseRows(columnCount: 1)
    for _ in 0..<4 { rows.append([]) }
    // When a model is fitted
    let model = MultinomialLogisticRegression.fit(rows, labels: [1, 1, 0, 1], classCount: 2)
    // Then it predicts these shares
    #expect(abs(model.probabilities([])[1] - 0.75) < 1e-4)
  }

  @Test func joinedRowsAreThoseOfTheParts() {
    // Given two matrices, one with an empty row
    var first = SparseRows(columnCount: 3)
    first.append([SparseEntry(column: 2, value: 1)])
    first.append([])
    var second = SparseRows(columnCount: 3)
    second.append([SparseEntry(column: 0, value: 2)])
    // When they are joined
    let joined = SparseRows(joining: [first, second], columnCount: 3)
    // Then the rows follow one another
    #expect(joined.starts == [0, 1, 1, 2])
    #expect(joined.columns == [2, 0])
    #expect(joined.values == [1, 2])
  }

  private static let rows: SparseRows = {
    let dense: [[Float]] = [
      [1, 0, 0], [0.5, 1, 0], [0, 1, 0.25], [0, 0, 1], [2, 0, 1], [0, 0, 0], [0, 0.5, 2],
      [1, 1, 1],
    ]
    var rows = SparseRows(columnCount: 3)
    for values in dense {
      rows.append(
        values.enumerated().filter { $0.element != 0 }
          .map { SparseEntry(column: UInt32($0.offset), value: $0.element) })
    }
    return rows
  }()

  private static func fit(
    _ labels: [UInt8], classCount: Int, inversePenalty: Double = 1, threads: Int = 2
  ) -> MultinomialLogisticRegression {
    var training = MultinomialLogisticRegression.Training()
    training.inversePenalty = inversePenalty
    training.tolerance = 1e-6
    return MultinomialLogisticRegression.fit(
      rows, labels: labels, classCount: classCount, training, workers: Workers(threads: threads))
  }

  private static func expect(
    _ model: MultinomialLogisticRegression, coefficients: [[Double]]
  ) {
    for (column, values) in coefficients.enumerated() {
      for (label, value) in values.enumerated() {
        #expect(abs(model.coefficients[column][label] - value) < 1e-4)
      }
    }
  }

  /// Of the row (1, 1, 0).
  private static func expectProbabilities(
    _ model: MultinomialLogisticRegression, _ expected: [Double]
  ) {
    let probabilities = model.probabilities([
      SparseEntry(column: 0, value: 1), SparseEntry(column: 1, value: 1),
    ])
    for (label, value) in expected.enumerated() {
      #expect(abs(probabilities[label] - value) < 1e-4)
    }
  }
}
