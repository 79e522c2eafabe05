import Parallel

/// The Adam optimiser (Kingma & Ba 2015) without weight decay, in 32-bit floats.
struct Adam: Sendable {
  private let learningRate: Double
  private var firstPower = 1.0
  private var secondPower = 1.0

  init(learningRate: Float) { self.learningRate = Double(learningRate) }

  /// First and second moment of one parameter vector.
  struct Moment<Vector: SIMD<Float> & Sendable>: Sendable {
    var first = Vector.zero
    var second = Vector.zero
  }

  /// The constants of one step.
  struct Step: Sendable {
    let rate: Float
    let rootScale: Float

    /// Moves a parameter against its gradient.
    @inline(__always)
    func move<Vector: SIMD<Float> & Sendable>(
      _ parameter: Vector, gradient: Vector, moment: inout Moment<Vector>, mask: Vector
    ) -> Vector {
      moment.first = moment.first * 0.9 + gradient * 0.1
      moment.second = moment.second * 0.999 + gradient * gradient * 0.001
      let root = moment.second.squareRoot() * rootScale + 1e-8
      return parameter - (moment.first / root) * (mask * rate)
    }
  }

  /// Counts one step.
  mutating func advance() -> Step {
    firstPower *= 0.9
    secondPower *= 0.999
    return Step(
      rate: Float(learningRate / (1 - firstPower)),
      rootScale: Float(1 / (1 - secondPower).squareRoot()))
  }

  /// Moves all parameters against `gradients · scale`, lanes where `mask` is 0 staying as they are.
  static func update<Vector: SIMD<Float> & Sendable>(
    _ parameters: inout [Vector], gradients: [Vector], scale: Float,
    moments: inout [Moment<Vector>], step: Step, mask: Vector, workers: Workers
  ) {
    precondition(gradients.count == parameters.count && moments.count == parameters.count)
    let count = parameters.count
    parameters.withDisjointWrites { parameters in
      moments.withDisjointWrites { moments in
        workers.ranges(count, grain: Workers.parametersPerPiece) { range in
          for index in range {
            parameters[index] = step.move(
              parameters[index], gradient: gradients[index] * scale, moment: &moments[index],
              mask: mask)
          }
        }
      }
    }
  }
}

extension Workers {
  /// Grain of loops over parameters: long enough to be worth a thread, and fixed.
  static let parametersPerPiece = 1 << 13

  /// Σ of `body` over ranges that cover `0 ..< count`: ranges and order do not depend on the number
  /// of threads.
  func sum(_ count: Int, _ body: @Sendable (Range<Int>) -> Double) -> Double {
    let grain = Self.parametersPerPiece
    return map((count + grain - 1) / grain) { piece in
      body(piece * grain..<Swift.min(count, (piece + 1) * grain))
    }.reduce(0, +)
  }
}
