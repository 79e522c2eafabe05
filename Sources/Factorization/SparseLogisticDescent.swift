import Glibc
import Parallel

/// The state of an L1-penalised logistic fit, and Newton steps over a few of its columns: each step
/// minimises a quadratic model of the loss plus the penalty by coordinate descent, then searches
/// along the way there (newGLMNET: Yuan, Ho & Lin 2012, section 4).
struct SparseLogisticDescent {
  private let columns: BinaryColumns
  private let labels: [Bool]
  private let cost: Double
  private var order = RandomStream(seed: 0)

  /// By column; the last is the intercept.
  private(set) var weights: [Double]
  /// wᵀx + b by row.
  private(set) var margins: [Double]

  init(_ columns: BinaryColumns, labels: [Bool], cost: Double) {
    self.columns = columns
    self.labels = labels
    self.cost = cost
    weights = Array(repeating: 0, count: columns.count + 1)
    margins = Array(repeating: 0, count: labels.count)
  }

  /// How far the subgradient of the objective by a weight is from zero.
  func violation(of column: Int, slope: Double) -> Double {
    Self.violation(weight: weights[column], slope: slope)
  }

  private static func violation(weight: Double, slope: Double) -> Double {
    if weight > 0 { return abs(slope + 1) }
    if weight < 0 { return abs(slope - 1) }
    return max(0, abs(slope) - 1)
  }

  func objective() -> Double {
    weights.reduce(0) { $0 + abs($1) } + loss(margins)
  }

  private func loss(_ margins: [Double]) -> Double {
    var sum = 0.0
    for (row, margin) in margins.enumerated() {
      // log(1 + exp(−z)), written so that exp cannot overflow.
      let z = labels[row] ? margin : -margin
      sum += log1p(exp(-abs(z))) + max(0, -z)
    }
    return cost * sum
  }

  /// wᵀx + b of every row, summed afresh in the order of the columns, so that rows which differ in
  /// features without weight alone have equal values.
  func decisions() -> [Double] {
    var decisions = [Double](repeating: weights[columns.count], count: labels.count)
    for column in 0..<columns.count where weights[column] != 0 {
      decisions.withUnsafeMutableBufferPointer { decisions in
        forEachRow(column) { decisions[$0] += weights[column] }
      }
    }
    return decisions
  }

  /// The loss's slope by every weight, intercept last.
  func slopes(workers: Workers) -> [Double] {
    let residuals = rowTerms().map(\.slope)
    let grain = 64
    let pieces = workers.map((weights.count + grain - 1) / grain) { piece in
      (piece * grain..<min(weights.count, (piece + 1) * grain)).map { column in
        sum(column, residuals)
      }
    }
    return pieces.flatMap { $0 }
  }

  private func sum(_ column: Int, _ values: [Double]) -> Double {
    var total = 0.0
    let values = values.span
    forEachRow(column) { total += values[unchecked: $0] }
    return total
  }

  @inline(__always)
  private func forEachRow(_ column: Int, _ body: (Int) -> Void) {
    if column < columns.count {
      columns.forEachRow(ofColumn: column, body)
    } else {
      for row in labels.indices { body(row) }
    }
  }

  private struct RowTerm {
    var slope: Double
    var curvature: Double
  }

  /// First and second derivative of the loss by each margin.
  private func rowTerms() -> [RowTerm] {
    margins.indices.map { row in
      let probability = 1 / (1 + exp(-margins[row]))
      return RowTerm(
        slope: cost * (probability - (labels[row] ? 1 : 0)),
        curvature: cost * probability * (1 - probability))
    }
  }
}

// MARK: - Newton steps

extension SparseLogisticDescent {
  /// One weight of the quadratic model.
  private struct Coordinate {
    let column: Int
    let slope: Double
    let curvature: Double
    var step = 0.0
  }

  /// Fits the weights of some columns, all others fixed, until no violation is above `tolerance` or
  /// steps no longer lower the objective.
  mutating func fit(_ working: [Int], tolerance: Double) {
    for _ in 0..<100 {
      let terms = rowTerms()
      let slopes = terms.map(\.slope)
      let curvatures = terms.map(\.curvature)
      var coordinates = working.map { column in
        Coordinate(
          column: column, slope: sum(column, slopes),
          // Keeps the division defined where every row of the column is certain.
          curvature: sum(column, curvatures) + 1e-12)
      }
      let worst = coordinates.reduce(0) { max($0, violation(of: $1.column, slope: $1.slope)) }
      guard worst > tolerance else { return }
      let change = minimizeModel(
        &coordinates, curvatures, tolerance: max(tolerance / 4, worst / 10))
      guard moves(along: change, coordinates) else { return }
    }
  }

  /// Coordinate descent on the quadratic model; sets the steps.
  ///
  /// - Returns: the change of each margin.
  private mutating func minimizeModel(
    _ coordinates: inout [Coordinate], _ curvatures: [Double], tolerance: Double
  ) -> [Double] {
    // Per row: curvature, and curvature times the change of the margin so far.
    var rows = curvatures.map { SIMD2($0, 0) }
    var active = Array(coordinates.indices)
    for _ in 0..<500 {
      shuffle(&active)
      var worst = 0.0
      var stillActive: [Int] = []
      for index in active {
        let coordinate = coordinates[index]
        let weight = weights[coordinate.column] + coordinate.step
        let slope = coordinate.slope + sumOfChanges(coordinate.column, rows)
        worst = max(worst, Self.violation(weight: weight, slope: slope))
        let step = Self.step(weight: weight, slope: slope, curvature: coordinate.curvature)
        // A weight that rests at zero well inside the penalty is left alone until the others rest.
        if weight + step != 0 || abs(slope) > 0.95 { stillActive.append(index) }
        guard step != 0 else { continue }
        coordinates[index].step += step
        rows.withUnsafeMutableBufferPointer { rows in
          forEachRow(coordinate.column) { row in
            let curvature = rows[row].x
            rows[row].y += curvature * step
          }
        }
      }
      if worst <= tolerance {
        if active.count == coordinates.count { break }
        active = Array(coordinates.indices)
      } else {
        active = stillActive.isEmpty ? Array(coordinates.indices) : stillActive
      }
    }
    var change = [Double](repeating: 0, count: margins.count)
    for coordinate in coordinates where coordinate.step != 0 {
      change.withUnsafeMutableBufferPointer { change in
        forEachRow(coordinate.column) { change[$0] += coordinate.step }
      }
    }
    return change
  }

  private func sumOfChanges(_ column: Int, _ rows: [SIMD2<Double>]) -> Double {
    var total = 0.0
    let rows = rows.span
    forEachRow(column) { total += rows[unchecked: $0].y }
    return total
  }

  /// The step that minimises slope·z + curvature·z²/2 + |weight + z|.
  private static func step(weight: Double, slope: Double, curvature: Double) -> Double {
    if slope + 1 < curvature * weight { return -(slope + 1) / curvature }
    if slope - 1 > curvature * weight { return -(slope - 1) / curvature }
    return -weight
  }

  /// Walks as far along the steps as lowers the objective enough (Armijo's rule).
  ///
  /// - Returns: whether it moved.
  private mutating func moves(along change: [Double], _ coordinates: [Coordinate]) -> Bool {
    func penalty(_ share: Double) -> Double {
      coordinates.reduce(0) { $0 + abs(weights[$1.column] + share * $1.step) }
    }
    let start = loss(margins)
    let before = penalty(0)
    let expected =
      coordinates.reduce(0) { $0 + $1.slope * $1.step } + penalty(1) - before
    guard expected < 0 else { return false }
    var share = 1.0
    for _ in 0..<30 {
      let moved = margins.indices.map { margins[$0] + share * change[$0] }
      if loss(moved) - start + penalty(share) - before <= 0.01 * share * expected {
        margins = moved
        for coordinate in coordinates where coordinate.step != 0 {
          weights[coordinate.column] += share * coordinate.step
        }
        return true
      }
      share /= 2
    }
    return false
  }

  private mutating func shuffle(_ indices: inout [Int]) {
    guard indices.count > 1 else { return }
    for last in stride(from: indices.count - 1, to: 0, by: -1) {
      indices.swapAt(last, Int(order.uniform() * Double(last + 1)))
    }
  }
}
