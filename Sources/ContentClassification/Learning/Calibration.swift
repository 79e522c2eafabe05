/// Turns a margin into a probability: logistic(slope × margin + intercept), fitted on decisions that
/// the margins were given for before they were learned (J. Platt, 1999).
///
/// Two quantities from few decisions: both are pulled to the identity, the slope as by a normal
/// distribution around 1 and the intercept around 0, of variance 1. Without decisions nothing
/// changes. The slope is never negative, so that calibration keeps the order of posts. Isotonic
/// regression, the alternative, wants thousands of decisions a label.
public struct Calibration: Hashable, Sendable {
  public let slope: Double
  public let intercept: Double

  public static let identity = Calibration(slope: 1, intercept: 0)

  public init(slope: Double, intercept: Double) {
    self.slope = slope
    self.intercept = intercept
  }

  init(fitting decisions: [Foretold]) {
    var slope = 1.0
    var intercept = 0.0
    // Newton's method on a strictly convex function, with steps cut to 1; it settles in a few.
    for _ in 0..<50 {
      var gradient = (slope - 1, intercept)
      var curvature = (1.0, 0.0, 1.0)
      for decision in decisions {
        let margin = min(max(Double(decision.margin), -30), 30)
        let chance = Arithmetic.logistic(slope * margin + intercept)
        let error = chance - (decision.isTrue ? 1 : 0)
        let spread = chance * (1 - chance)
        gradient.0 += error * margin
        gradient.1 += error
        curvature.0 += spread * margin * margin
        curvature.1 += spread * margin
        curvature.2 += spread
      }
      let determinant = curvature.0 * curvature.2 - curvature.1 * curvature.1
      let step = (
        (curvature.2 * gradient.0 - curvature.1 * gradient.1) / determinant,
        (curvature.0 * gradient.1 - curvature.1 * gradient.0) / determinant
      )
      let cut = max(1, step.0.magnitude, step.1.magnitude)
      slope -= step.0 / cut
      intercept -= step.1 / cut
      if max(step.0.magnitude, step.1.magnitude) < 1e-9 { break }
    }
    self.init(slope: max(slope, 0), intercept: intercept)
  }

  public func probability(_ margin: Double) -> Double {
    Arithmetic.logistic(slope * margin + intercept)
  }
}
