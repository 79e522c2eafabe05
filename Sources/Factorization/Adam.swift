/// The Adam optimiser (Kingma & Ba 2015) without weight decay, in 32-bit floats.
struct Adam: Sendable {
  var learningRate: Float
  private var step = 0

  init(learningRate: Float) { self.learningRate = learningRate }

  /// First and second moments of one group of parameters.
  struct Moments<Vector: SIMD<Float> & Sendable>: Sendable {
    var first: [Vector]
    var second: [Vector]

    init(count: Int) {
      first = Array(repeating: .zero, count: count)
      second = first
    }
  }

  /// The constants of the next step.
  struct Step: Sendable {
    let rate: Float
    let secondCorrection: Float
  }

  /// Counts one step.
  mutating func advance() -> Step {
    step += 1
    var firstPower = 1.0
    var secondPower = 1.0
    for _ in 0..<step {
      firstPower *= 0.9
      secondPower *= 0.999
    }
    return Step(
      rate: Float(Double(learningRate) / (1 - firstPower)),
      secondCorrection: Float((1 - secondPower).squareRoot()))
  }

  /// Moves parameters against `gradients · scale`, lanes where `mask` is 0 staying as they are.
  static func update<Vector: SIMD<Float> & Sendable>(
    _ parameters: inout [Vector], gradients: [Vector], scale: Float,
    moments: inout Moments<Vector>, step: Step, mask: Vector
  ) {
    let epsilon: Float = 1e-8
    for index in parameters.indices {
      let gradient = gradients[index] * scale
      let first = moments.first[index] * 0.9 + gradient * 0.1
      let second = moments.second[index] * 0.999 + gradient * gradient * 0.001
      moments.first[index] = first
      moments.second[index] = second
      let root = second.squareRoot() / step.secondCorrection + epsilon
      parameters[index] -= (first / root) * (step.rate * mask)
    }
  }
}
