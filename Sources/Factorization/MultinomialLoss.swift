import Glibc
import Parallel

/// The penalised loss of a multinomial logistic regression and its gradient.
///
/// A point is the coefficients by column, and the intercepts as its last element. Rows are cut into
/// eight fixed shards, each of which scatters into a gradient of its own; the shards are added in
/// order, so that the sum does not depend on the number of threads. Eight gradients cost less
/// memory than a second copy of the rows by column would.
struct MultinomialLoss {
  let rows: SparseRows
  let labels: [UInt8]
  let classCount: Int
  let penalty: Double
  let workers: Workers

  private static let shardCount = 8

  /// Scratch space for `evaluate`, by shard, then as a point.
  func makePartialGradients() -> [SIMD8<Double>] {
    Array(repeating: .zero, count: Self.shardCount * (rows.columnCount + 1))
  }

  /// The loss at a point; puts the gradient into `gradient`.
  func evaluate(
    _ point: [SIMD8<Double>], _ gradient: inout [SIMD8<Double>], partial: inout [SIMD8<Double>]
  ) -> Double {
    let width = rows.columnCount + 1
    let losses = partial.withDisjointWrites { shards in
      workers.map(Self.shardCount) { shardLoss($0, point, shards) }
    }
    let shards = partial
    var norms = [Double](repeating: 0, count: (width + Self.grain - 1) / Self.grain)
    gradient.withDisjointWrites { gradient in
      norms.withDisjointWrites { norms in
        workers.ranges(width, grain: Self.grain) { range in
          var norm = SIMD8<Double>.zero
          for column in range {
            // The last element is the intercepts, which are free.
            let weight = column == width - 1 ? SIMD8<Double>.zero : point[column]
            var sum = weight * penalty
            for shard in 0..<Self.shardCount { sum += shards[shard * width + column] }
            gradient[column] = sum
            norm += weight * weight
          }
          norms[range.lowerBound / Self.grain] = norm.sum()
        }
      }
    }
    return losses.reduce(0, +) + 0.5 * penalty * norms.reduce(0, +)
  }

  private static let grain = 4096

  /// The loss of one shard's rows; puts their gradient into the shard's part of `partial`.
  private func shardLoss(
    _ shard: Int, _ point: [SIMD8<Double>], _ partial: DisjointWrites<SIMD8<Double>>
  ) -> Double {
    let width = point.count
    let base = shard * width
    for column in 0..<width { partial[base + column] = .zero }
    let columns = rows.columns.span
    let values = rows.values.span
    let weights = point.span
    var loss = 0.0
    var interceptGradient = SIMD8<Double>.zero
    let first = shard * rows.count / Self.shardCount
    let end = (shard + 1) * rows.count / Self.shardCount
    for row in first..<end {
      let entries = rows.starts[row]..<rows.starts[row + 1]
      var logits = weights[width - 1]
      for entry in entries { logits += weights[Int(columns[entry])] * Double(values[entry]) }
      let label = Int(labels[row])
      let (probabilities, logSum) = softmax(logits, classCount: classCount)
      loss += logSum - logits[label]
      var residual = probabilities
      residual[label] -= 1
      // The binary model keeps the logit of its first class at 0.
      if classCount == 2 { residual[0] = 0 }
      interceptGradient += residual
      for entry in entries {
        partial[base + Int(columns[entry])] += residual * Double(values[entry])
      }
    }
    partial[base + width - 1] = interceptGradient
    return loss
  }
}

/// exp(z) / Σ exp(z) over the first `classCount` lanes, 0 beyond, and log Σ exp(z).
func softmax(
  _ logits: SIMD8<Double>, classCount: Int
) -> (probabilities: SIMD8<Double>, logSum: Double) {
  var largest = logits[0]
  for label in 1..<classCount { largest = max(largest, logits[label]) }
  var powers = SIMD8<Double>.zero
  var sum = 0.0
  for label in 0..<classCount {
    powers[label] = exp(logits[label] - largest)
    sum += powers[label]
  }
  return (powers / sum, largest + log(sum))
}
