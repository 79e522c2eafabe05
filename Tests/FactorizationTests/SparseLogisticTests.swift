import Factorization
import Parallel
import Testing

/// The optimum against scikit-learn 1.0.2 with liblinear at a tolerance of 1e-12.
struct SparseLogisticTests {
  private static let rows = [
    "00100", "01110", "10000", "01100", "10110", "00100", "00001", "10101", "10100", "00100",
    "11110", "10000", "10101", "11101", "00000", "11111", "10100", "00100", "00000", "00101",
    "10000", "01100", "10111", "00101", "10001", "00111", "10101", "10001", "01010", "00101",
    "10010", "00101", "00001", "00100", "00100", "10101", "00100", "01101", "01000", "10100",
  ].map { $0.map { $0 == "1" } }
  private static let labels = "1111110111111011111111101011011110110001".map { $0 == "1" }

  private static var columns: BinaryColumns {
    var columns = BinaryColumns(rowCount: rows.count)
    for column in 0..<5 { columns.append(rows: rowsWith(column)) }
    return columns
  }

  private static func rowsWith(_ column: Int) -> [UInt32] {
    rows.indices.filter { rows[$0][column] }.map(UInt32.init)
  }

  private static func isClose(_ a: Double, _ b: Double) -> Bool { abs(a - b) < 1e-6 }

  @Test func weightsAreThoseOfLiblinear() {
    // Given
    let regression = SparseLogisticRegression(cost: 1, tolerance: 1e-9)

    // When
    let fit = regression.fit(Self.columns, labels: Self.labels)

    // Then
    let expected = [
      1.5077599031894384, -0.3978559833105572, 0.12786982478721998, 0, -0.1237266435670844,
    ]
    #expect(zip(fit.weights, expected).allSatisfy(Self.isClose))
    #expect(Self.isClose(fit.intercept, 0.6245090865557936))
    #expect(Self.isClose(fit.objective, 20.587113638629752))
  }

  @Test func strongerPenaltyLeavesFewerWeights() {
    // Given
    let regression = SparseLogisticRegression(cost: 0.2, tolerance: 1e-9)

    // When
    let fit = regression.fit(Self.columns, labels: Self.labels)

    // Then
    #expect(Self.isClose(fit.weights[0], 0.13353139262552438))
    #expect(fit.weights[1...].allSatisfy { $0 == 0 })
    #expect(Self.isClose(fit.intercept, 0.559615787934423))
    #expect(Self.isClose(fit.objective, 5.1755708110274545))
  }

  @Test func decisionIsTheSumOfTheWeightsOfARow() {
    // When
    let fit = SparseLogisticRegression(cost: 1).fit(Self.columns, labels: Self.labels)

    // Then
    for (row, features) in Self.rows.enumerated() {
      let sum = features.indices.reduce(fit.intercept) {
        $0 + (features[$1] ? fit.weights[$1] : 0)
      }
      #expect(Self.isClose(fit.decisions[row], sum))
    }
  }

  @Test func conjunctionsFitAsTheSameColumnsListed() {
    // Given
    var listed = Self.columns
    listed.append(rows: Self.rowsWith(0).filter { Self.rows[Int($0)][1] })
    var crossed = Self.columns
    let masks = [0, 1].map { crossed.appendMask(rows: Self.rowsWith($0)) }
    crossed.appendConjunctions(of: masks.map { [$0] }, degree: 2, minimumVariance: 0.001)
    let regression = SparseLogisticRegression(cost: 5, tolerance: 1e-9)

    // When
    let expected = regression.fit(listed, labels: Self.labels)
    let fit = regression.fit(crossed, labels: Self.labels)

    // Then
    #expect(crossed.count == 6 && crossed.listedCount == 5)
    #expect(abs(fit.weights[5] + 1.560035) < 1e-5)
    #expect(zip(fit.weights, expected.weights).allSatisfy(Self.isClose))
  }

  @Test func resultDoesNotDependOnThreads() {
    // When
    let regression = SparseLogisticRegression(cost: 1)
    let one = regression.fit(
      Self.columns, labels: Self.labels, workers: Workers(threads: 1))
    let four = regression.fit(
      Self.columns, labels: Self.labels, workers: Workers(threads: 4))

    // Then
    #expect(one.weights == four.weights && one.intercept == four.intercept)
  }
}

struct SparseLogisticCrossesTests {
  /// Eight rows; masks 0, 1 and 2 are bins of one number, 3 and 4 of a second, 5 of a third.
  private static func columns() -> BinaryColumns {
    var columns = BinaryColumns(rowCount: 8)
    for rows in [[0, 1, 2, 3], [4, 5, 6], [7], [0, 1, 4, 7], [2, 3, 5, 6], [0, 2, 4, 5, 6, 7]] {
      _ = columns.appendMask(rows: rows.map(UInt32.init))
    }
    return columns
  }

  private static let groups = [[0, 1, 2], [3, 4], [5]]

  private static func parts(_ columns: BinaryColumns) -> [[Int]] {
    (0..<columns.count).map { columns.maskIndices(ofConjunction: $0) }
  }

  @Test func pairsAreOfDifferentNumbersAndMeetSomewhere() {
    // Given
    var columns = Self.columns()

    // When
    columns.appendConjunctions(of: Self.groups, degree: 2, minimumVariance: 0.001)

    // Then: [2, 4] has no row.
    #expect(
      Self.parts(columns) == [
        [0, 3], [0, 4], [0, 5], [1, 3], [1, 4], [1, 5], [2, 3], [2, 5], [3, 5], [4, 5],
      ])
  }

  @Test func rareConjunctionsAreLeftOut() {
    // Given
    var columns = Self.columns()

    // When: one row of eight has variance 7/64, two have 12/64.
    columns.appendConjunctions(of: Self.groups, degree: 2, minimumVariance: 7.5 / 64)

    // Then
    #expect(Self.parts(columns) == [[0, 3], [0, 4], [0, 5], [1, 4], [1, 5], [3, 5], [4, 5]])
  }

  @Test func triplesTakeOneOfEachOfThreeNumbers() {
    // Given
    var columns = Self.columns()

    // When
    columns.appendConjunctions(of: Self.groups, degree: 3, minimumVariance: 0.001)

    // Then
    #expect(Self.parts(columns) == [[0, 3, 5], [0, 4, 5], [1, 3, 5], [1, 4, 5], [2, 3, 5]])
  }

  @Test func allButUniversalConjunctionsAreLeftOut() {
    // Given: both masks hold for every row.
    var columns = BinaryColumns(rowCount: 3)
    for _ in 0..<2 { _ = columns.appendMask(rows: [0, 1, 2]) }

    // When
    columns.appendConjunctions(of: [[0], [1]], degree: 2, minimumVariance: 0.001)

    // Then
    #expect(columns.count == 0)
  }
}
