import Glibc
import Parallel

/// An L1-penalised logistic fit under way.
///
/// Each Newton step minimises a quadratic model of the loss plus the penalty by coordinate descent,
/// then searches along the way there (newGLMNET: Yuan, Ho & Lin 2012, sections 4 and 5). Weights
/// that rest at zero well inside the penalty are left out of later steps.
struct SparseLogisticDescent {
  private let columns: BinaryColumns
  private let labels: [Bool]
  private let cost: Double
  private var order: RandomStream
  private let workers: Workers

  /// By column; the last is the intercept.
  private(set) var weights: [Double]
  /// wᵀx + b by row.
  private(set) var margins: [Double]

  init(
    _ columns: BinaryColumns, labels: [Bool], cost: Double, order: RandomStream, workers: Workers
  ) {
    self.columns = columns
    self.labels = labels
    self.cost = cost
    self.order = order
    self.workers = workers
    weights = Array(repeating: 0, count: columns.count + 1)
    margins = Array(repeating: 0, count: labels.count)
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

  @inline(__always)
  private func forEachRow(_ column: Int, _ body: (Int) -> Void) {
    if column < columns.count {
      columns.forEachRow(ofColumn: column, body)
    } else {
      for row in labels.indices { body(row) }
    }
  }
}

// MARK: - Newton steps

extension SparseLogisticDescent {
  /// A weight, and the quadratic model of the loss along it.
  private struct Coordinate {
    let column: Int
    let slope: Double
    let curvature: Double
    var step = 0.0
  }

  /// Keeps divisions defined where every row of a column is certain.
  private static let damping = 1e-12

  /// Takes Newton steps until the violations sum to `tolerance` times what they were at the start.
  ///
  /// - Returns: the number of steps.
  mutating func run(tolerance: Double, maximumSteps: Int) -> Int {
    var active = Array(0...columns.count)
    // Weights further inside the penalty than this, by a share of the rows, are left out.
    var worst = Double.infinity
    var start = 0.0
    var innerTolerance = 1.0
    for step in 0..<maximumSteps {
      let rows = rowTerms()
      var coordinates = coordinates(active, rows)
      let limit = worst / Double(labels.count)
      coordinates.removeAll { Self.rests(weight: weights[$0.column], slope: $0.slope, by: limit) }
      active = coordinates.map(\.column)
      let violations = coordinates.map {
        Self.violation(weight: weights[$0.column], slope: $0.slope)
      }
      worst = violations.max() ?? 0
      let sum = violations.reduce(0, +)
      if step == 0 { start = sum }
      guard sum > tolerance * start else { return step }
      let sweeps = minimizeModel(
        &coordinates, curvatures: rows.map(\.y), tolerance: innerTolerance * start)
      guard moves(along: coordinates) else { return step }
      if sweeps == 1 { innerTolerance /= 4 }
    }
    return maximumSteps
  }

  /// First and second derivative of the loss by each margin.
  private func rowTerms() -> [SIMD2<Double>] {
    margins.indices.map { row in
      let probability = 1 / (1 + exp(-margins[row]))
      return SIMD2(
        cost * (probability - (labels[row] ? 1 : 0)), cost * probability * (1 - probability))
    }
  }

  private func coordinates(_ active: [Int], _ rows: [SIMD2<Double>]) -> [Coordinate] {
    let grain = 64
    let pieces = workers.map((active.count + grain - 1) / grain) { piece in
      (piece * grain..<min(active.count, (piece + 1) * grain)).map { index in
        let column = active[index]
        var sums = SIMD2<Double>.zero
        let rows = rows.span
        forEachRow(column) { sums += rows[unchecked: $0] }
        return Coordinate(column: column, slope: sums.x, curvature: sums.y + Self.damping)
      }
    }
    return pieces.flatMap { $0 }
  }

  /// How far the subgradient of the objective by a weight is from zero.
  private static func violation(weight: Double, slope: Double) -> Double {
    if weight > 0 { return abs(slope + 1) }
    if weight < 0 { return abs(slope - 1) }
    return max(0, abs(slope) - 1)
  }

  /// Whether a weight is zero and its slope inside the penalty's by more than `limit`.
  private static func rests(weight: Double, slope: Double, by limit: Double) -> Bool {
    weight == 0 && abs(slope) < 1 - limit
  }

  /// Coordinate descent on the quadratic model; sets the steps.
  ///
  /// - Returns: how often it went over the weights.
  private mutating func minimizeModel(
    _ coordinates: inout [Coordinate], curvatures: [Double], tolerance: Double
  ) -> Int {
    let maximumSweeps = 1000
    // Per row: curvature, and curvature times the change of the margin so far.
    var rows = curvatures.map { SIMD2($0, 0) }
    var active = Array(coordinates.indices)
    var limit = Double.infinity
    for sweep in 1...maximumSweeps {
      shuffle(&active)
      var worst = 0.0
      var sum = 0.0
      var stillActive: [Int] = []
      for index in active {
        let coordinate = coordinates[index]
        let weight = weights[coordinate.column] + coordinate.step
        let slope =
          coordinate.slope + coordinate.step * Self.damping + sumOfChanges(coordinate.column, rows)
        if Self.rests(weight: weight, slope: slope, by: limit) { continue }
        stillActive.append(index)
        let violation = Self.violation(weight: weight, slope: slope)
        worst = max(worst, violation)
        sum += violation
        let step = Self.step(weight: weight, slope: slope, curvature: coordinate.curvature)
        guard abs(step) >= 1e-12 else { continue }
        let change = min(max(step, -10), 10)
        coordinates[index].step += change
        rows.withUnsafeMutableBufferPointer { rows in
          forEachRow(coordinate.column) { row in rows[row].y += rows[row].x * change }
        }
      }
      active = stillActive
      limit = worst / Double(labels.count)
      if sum <= tolerance {
        if active.count == coordinates.count { return sweep }
        active = Array(coordinates.indices)
        limit = .infinity
      }
    }
    return maximumSweeps
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
  private mutating func moves(along coordinates: [Coordinate]) -> Bool {
    var change = [Double](repeating: 0, count: margins.count)
    for coordinate in coordinates where coordinate.step != 0 {
      change.withUnsafeMutableBufferPointer { change in
        forEachRow(coordinate.column) { change[$0] += coordinate.step }
      }
    }
    func penalty(_ share: Double) -> Double {
      coordinates.reduce(0) { $0 + abs(weights[$1.column] + share * $1.step) }
    }
    let start = loss(margins)
    let before = penalty(0)
    let expected = coordinates.reduce(0) { $0 + $1.slope * $1.step } + penalty(1) - before
    guard expected < 0 else { return false }
    var share = 1.0
    for _ in 0..<20 {
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
