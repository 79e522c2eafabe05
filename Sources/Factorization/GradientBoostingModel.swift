import Glibc
import Parallel

extension GradientBoosting {
  /// What a fit learned: a score to start from and trees whose values are added to it.
  public struct Model: Sendable, Equatable, Codable {
    /// Log-odds of the label among the rows fitted.
    public var initialScore: Double
    public var trees: [Tree]

    public init(initialScore: Double, trees: [Tree]) {
      self.initialScore = initialScore
      self.trees = trees
    }

    /// The probability of the label for every row.
    ///
    /// - Precondition: `features` has the columns of the fit, in that order.
    public func probabilities(
      _ features: FeatureColumns, workers: Workers = .all
    ) -> [Double] {
      var probabilities = [Double](repeating: 0, count: features.rowCount)
      probabilities.withDisjointWrites { slots in
        workers.ranges(features.rowCount, grain: 1024) { range in
          for row in range {
            let score = trees.reduce(initialScore) { $0 + $1.value(features, row: row) }
            slots[row] = 1 / (1 + exp(-score))
          }
        }
      }
      return probabilities
    }
  }

  /// A binary decision tree.
  public struct Tree: Sendable, Equatable, Codable {
    /// The root first; children after their parent.
    public var nodes: [Node]

    public init(nodes: [Node]) { self.nodes = nodes }

    /// The value of the leaf that a row falls into.
    func value(_ features: FeatureColumns, row: Int) -> Double {
      var node = nodes[0]
      while let split = node.split {
        let goesLeft = Double(features[row, split.feature]) <= split.threshold
        node = nodes[goesLeft ? split.left : split.right]
      }
      return node.value
    }
  }

  public struct Node: Sendable, Equatable, Codable {
    /// Nil in a leaf.
    public var split: Split?
    /// What the tree adds to the score of a row that ends here.
    public var value: Double

    public init(split: Split? = nil, value: Double) {
      self.split = split
      self.value = value
    }
  }

  /// Where the rows of a node part.
  public struct Split: Sendable, Equatable, Codable {
    public var feature: Int
    /// Rows with at most this value go left.
    public var threshold: Double
    /// Positions in `Tree.nodes`.
    public var left: Int
    public var right: Int

    public init(feature: Int, threshold: Double, left: Int, right: Int) {
      self.feature = feature
      self.threshold = threshold
      self.left = left
      self.right = right
    }
  }
}
