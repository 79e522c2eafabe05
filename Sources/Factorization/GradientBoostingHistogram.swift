import Parallel

/// What a split is judged by: the derivatives of some rows, added up, and how many rows they are.
struct RowSums: Sendable, Equatable {
  /// First and second derivative of the loss.
  var derivatives = SIMD2<Double>.zero
  var count = 0

  static func + (left: RowSums, right: RowSums) -> RowSums {
    RowSums(
      derivatives: left.derivatives + right.derivatives, count: left.count + right.count)
  }

  static func - (left: RowSums, right: RowSums) -> RowSums {
    RowSums(
      derivatives: left.derivatives - right.derivatives, count: left.count - right.count)
  }

  /// The step that minimises the quadratic approximation of the loss.
  var newtonStep: Double { -derivatives.x / (derivatives.y + 1e-15) }
  /// By how much that step lowers the loss, twice.
  var gain: Double { -derivatives.x * newtonStep }
}

/// The best way to part the rows of a node.
struct SplitCandidate: Sendable {
  var gain: Double
  var feature: Int
  /// The last bin that goes left.
  var bin: Int
  var left: RowSums

  /// The better one; the first of equals.
  static func better(_ first: SplitCandidate?, _ second: SplitCandidate?) -> SplitCandidate? {
    guard let first, let second else { return first ?? second }
    return second.gain > first.gain ? second : first
  }
}

extension TreeGrowth {
  /// The sums of some rows by bin of every feature.
  func histogram(_ rows: [UInt32], _ derivatives: [SIMD2<Float>]) -> [RowSums] {
    // Copied in the order of the rows once, to be read in sequence for every feature.
    let ordered = rows.map { derivatives[Int($0)] }
    var histogram = [RowSums](repeating: RowSums(), count: bins.binCount)
    histogram.withDisjointWrites { cells in
      workers.each(bins.codes.count) { block in
        add(
          rows, ordered, codes: bins.codes[block], to: cells,
          at: SIMD4(bins.starts[4 * block..<4 * block + 4]))
      }
    }
    return histogram
  }

  private func add(
    _ rows: [UInt32], _ derivatives: [SIMD2<Float>], codes: [SIMD4<UInt8>],
    to cells: DisjointWrites<RowSums>, at starts: SIMD4<Int>
  ) {
    let rows = rows.span
    let derivatives = derivatives.span
    let codes = codes.span
    for index in rows.indices {
      let code = codes[Int(rows[index])]
      let derivative = SIMD2<Double>(derivatives[index])
      for lane in 0..<4 {
        let cell = starts[lane] &+ Int(code[lane])
        var sums = cells[cell]
        sums.derivatives += derivative
        sums.count &+= 1
        cells[cell] = sums
      }
    }
  }

  /// A histogram without the rows of another.
  static func difference(_ histogram: [RowSums], _ part: [RowSums]) -> [RowSums] {
    zip(histogram, part).map { $0 - $1 }
  }

  /// The split of a node with the largest gain; nil where none gains and leaves enough on both
  /// sides.
  func bestSplit(_ histogram: [RowSums], total: RowSums) -> SplitCandidate? {
    let perPiece = 32
    let pieces = workers.map((bins.thresholds.count + perPiece - 1) / perPiece) { piece in
      let features = piece * perPiece..<min((piece + 1) * perPiece, bins.thresholds.count)
      return features.reduce(nil) {
        SplitCandidate.better($0, bestSplit(histogram, total: total, feature: $1))
      }
    }
    return pieces.reduce(nil, SplitCandidate.better)
  }

  private func bestSplit(
    _ histogram: [RowSums], total: RowSums, feature: Int
  ) -> SplitCandidate? {
    var best: SplitCandidate?
    var left = RowSums()
    let gainAsLeaf = total.gain
    let cells = bins.starts[feature]..<bins.starts[feature + 1]
    // A split after an empty bin is the split before it.
    for cell in cells.dropLast() where histogram[cell].count > 0 {
      left = left + histogram[cell]
      let right = total - left
      guard left.count >= parameters.minRowsPerLeaf,
        left.derivatives.y >= parameters.minHessianPerLeaf
      else { continue }
      guard right.count >= parameters.minRowsPerLeaf,
        right.derivatives.y >= parameters.minHessianPerLeaf
      else { break }
      let gain = left.gain + right.gain - gainAsLeaf
      if gain > best?.gain ?? 0 {
        best = SplitCandidate(
          gain: gain, feature: feature, bin: cell - cells.lowerBound, left: left)
      }
    }
    return best
  }
}
