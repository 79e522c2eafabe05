import Glibc
import Parallel

/// Gradient-boosted decision trees for a yes-or-no label, grown on histograms of binned features.
///
/// Every tree is fitted to the gradient of the logistic loss at the score of the trees before it
/// (Friedman 2001), with leaf values by one Newton step. Trees grow leaf by leaf, best gain first, on
/// at most 256 bins a feature (Ke et al. 2017, "LightGBM"). Without missing values and categories
/// the algorithm is that of scikit-learn's `HistGradientBoostingClassifier`.
///
/// The result depends on the rows and their order alone, not on the number of threads. Besides the
/// features a fit needs a byte a value and about 40 bytes a row.
public struct GradientBoosting: Sendable, Equatable {
  public var maxTrees = 100
  /// Leaf values are shrunk by this factor.
  public var learningRate = 0.1
  /// Splits on the way from the root to a leaf.
  public var maxDepth = 5
  public var maxLeaves = 31
  public var minRowsPerLeaf = 20
  /// Smallest sum of second derivatives in a leaf.
  public var minHessianPerLeaf = 1e-3
  /// 2 … 256.
  public var maxBins = 255
  /// Trees without improvement of the validation loss after which the fit stops.
  public var patience = 10
  /// By how much the loss must fall to count as an improvement.
  public var tolerance = 1e-7

  public init() {}

  /// Fits trees to labelled rows.
  ///
  /// - Parameters:
  ///   - labels: one per row.
  ///   - validation: which rows are held back to decide when to stop; where none is, all
  ///     `maxTrees` are grown.
  /// - Returns: nil where the rows not held back do not show both labels.
  /// - Precondition: no feature is NaN.
  public func fit(
    _ features: FeatureColumns, labels: [Bool], validation: [Bool], workers: Workers = .all
  ) -> Model? {
    precondition(labels.count == features.rowCount && validation.count == features.rowCount)
    let rows = labels.indices.filter { !validation[$0] }.map(UInt32.init)
    let heldBack = validation.indices.filter { validation[$0] }
    let positive = rows.count { labels[Int($0)] }
    guard positive > 0, positive < rows.count else { return nil }
    let growth = TreeGrowth(
      parameters: self, workers: workers,
      bins: BinnedFeatures(features, fittedOn: rows, maxBins: maxBins, workers: workers))

    let share = Double(positive) / Double(rows.count)
    var model = Model(initialScore: log(share / (1 - share)), trees: [])
    var scores = [Double](repeating: model.initialScore, count: labels.count)
    var losses = [Self.loss(scores, labels, rows: heldBack)]
    for _ in 0..<maxTrees {
      let grown = growth.grow(
        rows: rows, derivatives: Self.derivatives(scores, labels, workers: workers))
      for leaf in grown.leaves {
        for row in leaf.rows { scores[Int(row)] += leaf.value }
      }
      for row in heldBack { scores[row] += grown.tree.value(features, row: row) }
      model.trees.append(grown.tree)
      guard !heldBack.isEmpty else { continue }
      losses.append(Self.loss(scores, labels, rows: heldBack))
      if hasStalled(losses) { break }
    }
    return model
  }

  /// Whether none of the last losses is below the one before them by more than the tolerance.
  func hasStalled(_ losses: [Double]) -> Bool {
    guard losses.count > patience else { return false }
    let reference = losses[losses.count - 1 - patience] - tolerance
    return losses.suffix(patience).allSatisfy { $0 >= reference }
  }

  /// Mean logistic loss, log(1 + eˢ) − y·s.
  private static func loss(_ scores: [Double], _ labels: [Bool], rows: [Int]) -> Double {
    let sum = rows.reduce(0.0) { sum, row in
      let score = scores[row]
      return sum + max(score, 0) + log1p(exp(-abs(score))) - (labels[row] ? score : 0)
    }
    return sum / Double(rows.count)
  }

  /// First and second derivative of the loss by the score of every row.
  private static func derivatives(
    _ scores: [Double], _ labels: [Bool], workers: Workers
  ) -> [SIMD2<Float>] {
    var derivatives = [SIMD2<Float>](repeating: .zero, count: scores.count)
    derivatives.withDisjointWrites { slots in
      workers.ranges(scores.count, grain: 16384) { range in
        for row in range {
          let probability = 1 / (1 + exp(-scores[row]))
          slots[row] = SIMD2(
            Float(probability - (labels[row] ? 1 : 0)), Float(probability * (1 - probability)))
        }
      }
    }
    return derivatives
  }
}
