/// The distribution of the viewpoints of some raters. All numbers are 0 without raters.
struct FactorSummary: Sendable, Equatable {
  var count = 0
  var mean = 0.0
  /// Sample standard deviation; 0 for one rater.
  var deviation = 0.0
  /// At `levels`, by linear interpolation.
  var quantiles = [Double](repeating: 0, count: Self.levels.count)
  /// Adjusted Fisher–Pearson coefficient; 0 for fewer than three raters or for equal factors.
  var skewness = 0.0

  static let levels = [0.05, 0.10, 0.25, 0.50, 0.75, 0.90, 0.95]

  var interquartileRange: Double { quantiles[4] - quantiles[2] }

  init(_ factors: [Double]) {
    guard !factors.isEmpty else { return }
    count = factors.count
    let number = Double(count)
    mean = factors.reduce(0, +) / number
    var squares = 0.0
    var cubes = 0.0
    for factor in factors {
      let distance = factor - mean
      squares += distance * distance
      cubes += distance * distance * distance
    }
    if count > 1 { deviation = (squares / (number - 1)).squareRoot() }
    // Below this, what is left of equal factors is rounding.
    if count > 2, squares > 1e-14, abs(cubes) > 1e-14 {
      skewness =
        number * (number - 1).squareRoot() / (number - 2) * cubes
        / (squares * squares.squareRoot())
    }
    let sorted = factors.sorted()
    quantiles = Self.levels.map { level in
      let position = level * (number - 1)
      let lower = Int(position)
      let upper = min(lower + 1, count - 1)
      return sorted[lower] + (sorted[upper] - sorted[lower]) * (position - Double(lower))
    }
  }
}
