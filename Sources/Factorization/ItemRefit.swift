import Parallel

/// What a squared-error fit of one item's intercept and factor needs to know of its ratings, while
/// users and g stay as they are: with residuals r = y − g − i_user and factors f = f_user,
/// the item's loss is Σ (r − i − f·F)², a quadratic whose coefficients are these six sums.
///
/// An epoch over the sums costs a few operations an item instead of a pass over all ratings.
public struct ItemStatistics: Sendable, Equatable {
  public private(set) var count = 0.0
  private var residual = 0.0
  private var residualSquared = 0.0
  private var factor = 0.0
  private var factorSquared = 0.0
  private var residualFactor = 0.0

  public init() {}

  /// Adds one rating, as r and f above.
  @inlinable public mutating func add(rating: Float, by user: BiasFactor, global: Float) {
    add(
      residual: Double(rating) - Double(global) - Double(user.intercept),
      factor: Double(user.factor))
  }

  @usableFromInline mutating func add(residual r: Double, factor f: Double) {
    count += 1
    residual += r
    residualSquared += r * r
    factor += f
    factorSquared += f * f
    residualFactor += r * f
  }

  /// Σ (r − i − f·F)² at (i, F).
  func loss(_ item: BiasFactor) -> Double {
    let i = Double(item.intercept)
    let f = Double(item.factor)
    return residualSquared - 2 * i * residual - 2 * f * residualFactor + i * i * count
      + 2 * i * f * factor + f * f * factorSquared
  }

  /// Its derivatives by i and F.
  func slope(_ item: BiasFactor) -> BiasFactor {
    let i = Double(item.intercept)
    let f = Double(item.factor)
    return BiasFactor(
      Float(2 * (i * count + f * factor - residual)),
      Float(2 * (i * factor + f * factorSquared - residualFactor)))
  }
}

extension BiasedFactorization {
  /// The frozen side of a refit.
  public struct Frozen: Sendable {
    /// λuf·mean f² + λui·mean i² + λg·g²: constant, but part of the loss whose change stops the fit.
    public let penalty: Double

    /// - Parameter users: the users that have a rating in the fit.
    public init(users: [BiasFactor], global: Float, of model: BiasedFactorization) {
      penalty =
        model.userPenalty(users, workers: Workers(threads: 1))
        + Double(model.penalties.global) * Double(global) * Double(global)
    }
  }

  /// Fits items alone, by the same steps and stop rule as `fit`, from starting values for all
  /// items; users and g are frozen.
  ///
  /// The optimum has a closed form, but the reference stops well before it, so the steps
  /// themselves are part of the result.
  ///
  /// - Throws: `FactorizationError` if there is no rating, or the loss is not a number, as from a
  ///   start that is not.
  public func refitItems(
    _ statistics: [ItemStatistics], start: [BiasFactor], frozen: Frozen,
    workers: Workers = Workers(threads: 1)
  ) throws(FactorizationError) -> (items: [BiasFactor], epochs: Int) {
    precondition(loss == .squared && statistics.count == start.count)
    let ratingCount = statistics.reduce(0) { $0 + $1.count }
    guard ratingCount > 0 else { throw .noRatings }
    let scale = itemScale(ratingCount: Int(ratingCount), itemCount: start.count)
    let share = Float(1 / ratingCount)
    var items = start
    var gradients = [BiasFactor](repeating: .zero, count: items.count)
    var moments = [Adam.Moment<BiasFactor>](repeating: Adam.Moment(), count: items.count)
    var adam = Adam(learningRate: initLearningRate)
    var stop = StopRule(maxEpochs: maxEpochs)
    while true {
      let loss = Self.slopes(statistics, at: items, into: &gradients, workers: workers)
      let total = Float(
        loss / ratingCount + itemPenalty(items, workers: workers) * scale + frozen.penalty)
      if total.isNaN { throw .diverged }
      guard stop.goesOn(total) else { return (items, stop.epochs) }
      let squares = addItemPenalty(
        items, to: &gradients, share: share, scale: Float(scale), workers: workers)
      Adam.update(
        &items, gradients: gradients, scale: clip(squares), moments: &moments,
        step: adam.advance(), mask: .one, workers: workers)
    }
  }

  /// Writes the slopes of all items; returns Σ loss.
  private static func slopes(
    _ statistics: [ItemStatistics], at items: [BiasFactor], into gradients: inout [BiasFactor],
    workers: Workers
  ) -> Double {
    gradients.withDisjointWrites { gradients in
      workers.sum(items.count) { range in
        var loss = 0.0
        for index in range {
          gradients[index] = statistics[index].slope(items[index])
          loss += statistics[index].loss(items[index])
        }
        return loss
      }
    }
  }
}
