/// Limited-memory BFGS: minimises a smooth convex function of many variables from its gradients
/// (Nocedal & Wright 2006, "Numerical Optimization", algorithms 7.4 and 7.5).
///
/// Variables come in lanes of eight, which is how the models here lay out their classes. Memory:
/// 64 bytes a lane group times twice `history` plus six.
struct LBFGS: Sendable {
  typealias Vector = [SIMD8<Double>]

  /// Steps that the curvature is learned from.
  var history = 10
  /// The search ends when no component of the gradient is larger.
  var gradientTolerance = 1e-4
  /// The search also ends when a step gains no more than this share of the value.
  var relativeDecrease = 2.220446049250313e-9
  var maxIterations = 1000

  struct Minimum: Sendable {
    var point: Vector
    var value: Double
    var iterations: Int
    /// False where `maxIterations` ended the search.
    var isConverged: Bool
  }

  /// - Parameter evaluate: puts the gradient at a point into its second argument, returns the value.
  func minimize(from start: Vector, _ evaluate: (Vector, inout Vector) -> Double) -> Minimum {
    var point = start
    var gradient = Vector(repeating: .zero, count: start.count)
    var value = evaluate(point, &gradient)
    var pairs: [Pair] = []
    for iteration in 0..<maxIterations {
      if Self.largest(gradient) <= gradientTolerance {
        return Minimum(point: point, value: value, iterations: iteration, isConverged: true)
      }
      let direction = descent(gradient, pairs)
      let firstTry =
        pairs.isEmpty ? min(1, 1 / Self.dot(gradient, gradient).squareRoot()) : 1
      guard
        let next = lineSearch(
          from: point, value: value, gradient: gradient, direction: direction, step: firstTry,
          evaluate)
      else {
        // No representable step goes further down.
        return Minimum(point: point, value: value, iterations: iteration, isConverged: true)
      }
      let gain = value - next.value
      if let pair = Pair(from: point, gradient, to: next.point, next.gradient) {
        if pairs.count == history { pairs.removeFirst() }
        pairs.append(pair)
      }
      let scale = max(abs(value), abs(next.value), 1)
      (point, value, gradient) = (next.point, next.value, next.gradient)
      if gain <= relativeDecrease * scale {
        return Minimum(point: point, value: value, iterations: iteration + 1, isConverged: true)
      }
    }
    return Minimum(point: point, value: value, iterations: maxIterations, isConverged: false)
  }

  /// A step and the change of the gradient along it.
  private struct Pair {
    let step: Vector
    let change: Vector
    let inverseCurvature: Double

    /// Nil where rounding hides the curvature.
    init?(from point: Vector, _ gradient: Vector, to next: Vector, _ nextGradient: Vector) {
      step = zip(next, point).map { $0 - $1 }
      change = zip(nextGradient, gradient).map { $0 - $1 }
      let curvature = LBFGS.dot(step, change)
      guard curvature > 1e-300 else { return nil }
      inverseCurvature = 1 / curvature
    }
  }

  /// Minus the gradient times the inverse Hessian as the pairs tell it (two-loop recursion).
  private func descent(_ gradient: Vector, _ pairs: [Pair]) -> Vector {
    var direction = gradient.map { -$0 }
    guard let latest = pairs.last else { return direction }
    var weights: [Double] = []
    for pair in pairs.reversed() {
      let weight = pair.inverseCurvature * Self.dot(pair.step, direction)
      weights.append(weight)
      Self.add(pair.change, times: -weight, to: &direction)
    }
    let scale = 1 / (latest.inverseCurvature * Self.dot(latest.change, latest.change))
    for index in direction.indices { direction[index] *= scale }
    for pair in pairs {
      let weight = pair.inverseCurvature * Self.dot(pair.change, direction)
      Self.add(pair.step, times: weights.removeLast() - weight, to: &direction)
    }
    return direction
  }

  /// A step that decreases the value enough and leaves less slope (the Wolfe conditions), found by
  /// doubling and bisection.
  private func lineSearch(
    from point: Vector, value: Double, gradient: Vector, direction: Vector, step: Double,
    _ evaluate: (Vector, inout Vector) -> Double
  ) -> (point: Vector, value: Double, gradient: Vector)? {
    let slope = Self.dot(gradient, direction)
    guard slope < 0 else { return nil }
    var step = step
    var low = 0.0
    var high = Double.infinity
    var nextGradient = gradient
    for _ in 0..<50 {
      var next = point
      Self.add(direction, times: step, to: &next)
      let nextValue = evaluate(next, &nextGradient)
      // Written so that a value that is not a number counts as too far.
      if !(nextValue <= value + 1e-4 * step * slope) {
        high = step
      } else if Self.dot(nextGradient, direction) < 0.9 * slope {
        low = step
      } else {
        return (next, nextValue, nextGradient)
      }
      step = high < .infinity ? (low + high) / 2 : 2 * step
    }
    return nil
  }

  private static func largest(_ vector: Vector) -> Double {
    var largest = SIMD8<Double>.zero
    for lanes in vector {
      largest = pointwiseMax(largest, pointwiseMax(lanes, -lanes))
    }
    return largest.max()
  }

  private static func dot(_ first: Vector, _ second: Vector) -> Double {
    var sum = SIMD8<Double>.zero
    for index in first.indices { sum += first[index] * second[index] }
    return sum.sum()
  }

  private static func add(_ vector: Vector, times weight: Double, to sum: inout Vector) {
    for index in sum.indices { sum[index] += vector[index] * weight }
  }
}
