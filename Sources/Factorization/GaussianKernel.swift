import Glibc

/// How helpful a note is all along the viewpoint axis: ratings smoothed by a Gaussian kernel over
/// the raters' positions, summed up as one number.
///
/// Two curves are drawn, one that asks where the note is helpful and one that asks where it is not;
/// the intercept is the geometric mean of whichever is higher. A low value anywhere on the axis
/// pulls a geometric mean down: that is the bridging part.
public struct GaussianKernel: Sendable, Equatable {
  public var helpful = Curve.helpful
  public var notHelpful = Curve.notHelpful

  public init(helpfulBandwidth: Float = 0.1) { helpful.bandwidth = helpfulBandwidth }

  /// One rating as the kernel sees it.
  public struct Rating: Sendable, Equatable {
    /// The rater's factor.
    public var position: Float
    /// The rating in steps of one half: 0, 1 or 2.
    public var level: UInt8

    public init(position: Float, level: UInt8) {
      self.position = position
      self.level = level
    }
  }

  /// The parameters of one curve.
  public struct Curve: Sendable, Equatable {
    /// Where the curve is evaluated.
    public var points: [Float]
    public var bandwidth: Float
    /// Whether the curve asks where the note is *not* helpful.
    public var isFlipped: Bool
    /// Whether each rating's weights sum to 1 over the points.
    public var normalizesRatings: Bool
    /// Weight of ratings that speak against what the curve asks.
    public var negativeWeight: Float
    public var smoothingWeight: Float
    public var smoothingValue: Float
    public var minPrior: Float
    /// Below this weight at any point there are too few ratings for a curve.
    public var weightLimit: Float
    public var range: ClosedRange<Float>
    /// Ratings that agree on being extreme are worth up to `dispersionLimit` times as much where
    /// they come from far apart: min(limit, 1 + slope · share).
    public var dispersionLimit: Float
    public var dispersionSlope: Float
  }

  /// What the kernel says of one note.
  public struct Summary: Sendable, Equatable {
    public var intercept: Float
    /// Mean of (rating − ½) · 2 · position: which side finds the note helpful.
    public var factor: Float
  }

  /// The summary of a note from its ratings.
  ///
  /// - Parameter author: the position of the note's author, who counts as a helpful rater for the
  ///   helpful curve; nil where unknown, or where the author rated the note.
  public func summary(_ ratings: [Rating], author: Float?) -> Summary {
    let withAuthor = author.map { ratings + [Rating(position: $0, level: 2)] } ?? ratings
    let helpful = helpful.evaluate(withAuthor)
    let notHelpful = notHelpful.evaluate(ratings)
    return Summary(
      intercept: abs(helpful.intercept) < abs(notHelpful.intercept)
        ? -notHelpful.intercept : helpful.intercept,
      factor: helpful.factor)
  }
}

extension GaussianKernel.Curve {
  private static func symmetric(_ positive: [Float]) -> [Float] {
    positive.reversed().map { -$0 } + positive
  }

  static let helpful = GaussianKernel.Curve(
    points: symmetric([
      0.01, 0.04, 0.07, 0.09, 0.12, 0.14, 0.17, 0.2, 0.22, 0.25, 0.28, 0.3, 0.33, 0.35, 0.38, 0.41,
      0.43, 0.46, 0.49, 0.52, 0.55, 0.58, 0.61, 0.65, 0.92,
    ]),
    bandwidth: 0.1, isFlipped: false, normalizesRatings: true, negativeWeight: 1.75,
    smoothingWeight: 0.4, smoothingValue: 0.35, minPrior: 0.2, weightLimit: 1e-9,
    range: 0.05...0.8, dispersionLimit: 2, dispersionSlope: 3)

  static let notHelpful = GaussianKernel.Curve(
    points: symmetric([
      0.01, 0.07, 0.12, 0.17, 0.22, 0.28, 0.33, 0.38, 0.43, 0.49, 0.55, 0.61, 0.92,
    ]),
    bandwidth: 0.2, isFlipped: true, normalizesRatings: false, negativeWeight: 1.25,
    smoothingWeight: 5, smoothingValue: 0.35, minPrior: 0.3, weightLimit: 5e-4,
    range: 0.25...0.65, dispersionLimit: 4, dispersionSlope: 4)

  /// What a "somewhat helpful" rating counts as; flipped, its complement.
  private static let somewhat: Float = 0.7
  /// Weight of the prior does not grow below this many ratings.
  private static let adaptiveBase: Float = 9

  /// The geometric mean of the curve, or 0 where there are too few ratings anywhere; and the note's
  /// factor.
  func evaluate(_ ratings: [GaussianKernel.Rating]) -> GaussianKernel.Summary {
    guard !ratings.isEmpty else { return GaussianKernel.Summary(intercept: 0, factor: 0) }
    let count = Float(ratings.count)
    let dispersion = dispersion(ratings)
    var base = [Float](repeating: 0, count: points.count)
    var weights = base
    var values = base
    var row = base
    var factor: Float = 0
    var negative = 0
    var positive = 0
    for rating in ratings {
      let helpfulness = Float(rating.level) / 2
      let asked = isFlipped ? 1 - helpfulness : helpfulness
      factor += (asked - 0.5) * 2 * rating.position
      if rating.position < 0 { negative += 1 }
      if rating.position > 0 { positive += 1 }
      var value = rating.level == 1 ? Self.somewhat : helpfulness
      if isFlipped { value = 1 - value }
      kernel(at: rating.position, into: &row)
      let weight = value == 0 ? dispersion * negativeWeight : 1
      for point in points.indices {
        base[point] += row[point]
        weights[point] += row[point] * weight
        values[point] += row[point] * weight * value
      }
    }
    factor /= count
    guard !base.contains(where: { $0 < weightLimit }) else {
      return GaussianKernel.Summary(intercept: 0, factor: factor)
    }
    let isOneSided = negative < 3 || positive < 3
    let priorWeight =
      smoothingWeight * logf(max(count, Self.adaptiveBase)) / logf(Self.adaptiveBase)
    var logarithms: Float = 0
    for point in points.indices {
      let slanted = factor * points[point] / 2 + smoothingValue
      let prior: Float = isOneSided ? 0.1 : max(minPrior, min(smoothingValue, slanted))
      let height =
        (values[point] + priorWeight * prior) / (weights[point] + priorWeight)
      logarithms += logf(min(max(height, range.lowerBound), range.upperBound))
    }
    return GaussianKernel.Summary(
      intercept: expf(logarithms / Float(points.count)), factor: factor)
  }

  /// One rating's weight at every point.
  private func kernel(at position: Float, into row: inout [Float]) {
    let scale = 1 / (bandwidth * (2 * Float.pi).squareRoot())
    var sum: Float = 0
    for point in points.indices {
      let distance = (position - points[point]) / bandwidth
      row[point] = scale * expf(-0.5 * distance * distance)
      sum += row[point]
    }
    guard normalizesRatings else { return }
    for point in points.indices { row[point] /= sum }
  }

  /// How much more ratings against what the curve asks are worth because their raters stand apart.
  private func dispersion(_ ratings: [GaussianKernel.Rating]) -> Float {
    let extreme = ratings.filter { $0.level == (isFlipped ? 2 : 0) }
    guard !extreme.isEmpty else { return 1 }
    let mean = extreme.reduce(0) { $0 + $1.position } / Float(extreme.count)
    let apart = extreme.reduce(Float(0)) {
      $0 + 1 / (1 + expf(-200 * (abs($1.position - mean) - 0.14)))
    }
    return min(dispersionLimit, 1 + dispersionSlope * apart / Float(ratings.count))
  }
}
