import Parallel

/// Grows one tree after another on the same binned features.
struct TreeGrowth: Sendable {
  let parameters: GradientBoosting
  let workers: Workers
  let bins: BinnedFeatures

  /// A tree and the rows that fall into each of its leaves.
  struct Grown {
    var tree: GradientBoosting.Tree
    var leaves: [(rows: [UInt32], value: Double)] = []
  }

  /// A node that can still be split.
  private struct OpenNode {
    var position: Int
    var depth: Int
    var rows: [UInt32]
    var sums: RowSums
    var histogram: [RowSums]
    var split: SplitCandidate
  }

  /// Splits the open node that gains most until none is left or there are enough leaves.
  ///
  /// - Parameter derivatives: first and second derivative of the loss, of every row.
  func grow(rows: [UInt32], derivatives: [SIMD2<Float>]) -> Grown {
    var total = RowSums(derivatives: .zero, count: rows.count)
    for row in rows { total.derivatives += SIMD2<Double>(derivatives[Int(row)]) }
    var grown = Grown(tree: GradientBoosting.Tree(nodes: [leaf(total)]))
    var open: [OpenNode] = []
    if canSplit(total, depth: 0) {
      let histogram = histogram(rows, derivatives)
      add(0, depth: 0, rows, total, histogram, to: &open, or: &grown)
    } else {
      close(0, rows, &grown)
    }
    while let next = open.indices.max(by: { open[$0].split.gain < open[$1].split.gain }),
      grown.leaves.count + open.count < parameters.maxLeaves
    {
      split(open.remove(at: next), derivatives, &open, &grown)
    }
    for node in open { close(node.position, node.rows, &grown) }
    return grown
  }

  private func split(
    _ node: OpenNode, _ derivatives: [SIMD2<Float>], _ open: inout [OpenNode],
    _ grown: inout Grown
  ) {
    let split = node.split
    let (left, right) = part(node.rows, by: split)
    let rightSums = node.sums - split.left
    let position = grown.tree.nodes.count
    grown.tree.nodes[node.position].split = GradientBoosting.Split(
      feature: split.feature, threshold: bins.thresholds[split.feature][split.bin],
      left: position, right: position + 1)
    grown.tree.nodes += [leaf(split.left), leaf(rightSums)]

    let depth = node.depth + 1
    let splitsLeft = canSplit(split.left, depth: depth)
    let splitsRight = canSplit(rightSums, depth: depth)
    var histograms = (left: [RowSums](), right: [RowSums]())
    if splitsLeft || splitsRight {
      // Only the smaller side is counted; the larger one is the rest.
      if left.count < right.count {
        histograms.left = histogram(left, derivatives)
        histograms.right = Self.difference(node.histogram, histograms.left)
      } else {
        histograms.right = histogram(right, derivatives)
        histograms.left = Self.difference(node.histogram, histograms.right)
      }
    }
    if splitsLeft {
      add(position, depth: depth, left, split.left, histograms.left, to: &open, or: &grown)
    } else {
      close(position, left, &grown)
    }
    if splitsRight {
      add(position + 1, depth: depth, right, rightSums, histograms.right, to: &open, or: &grown)
    } else {
      close(position + 1, right, &grown)
    }
  }

  /// Opens a node, or makes it a leaf where no split of it gains.
  private func add(
    _ position: Int, depth: Int, _ rows: [UInt32], _ sums: RowSums, _ histogram: [RowSums],
    to open: inout [OpenNode], or grown: inout Grown
  ) {
    guard let split = bestSplit(histogram, total: sums) else {
      return close(position, rows, &grown)
    }
    open.append(
      OpenNode(
        position: position, depth: depth, rows: rows, sums: sums, histogram: histogram,
        split: split))
  }

  private func close(_ position: Int, _ rows: [UInt32], _ grown: inout Grown) {
    grown.leaves.append((rows, grown.tree.nodes[position].value))
  }

  private func leaf(_ sums: RowSums) -> GradientBoosting.Node {
    GradientBoosting.Node(value: sums.newtonStep * parameters.learningRate)
  }

  private func canSplit(_ sums: RowSums, depth: Int) -> Bool {
    depth < parameters.maxDepth && sums.count >= 2 * parameters.minRowsPerLeaf
  }

  /// The rows on either side of a split, in their order.
  private func part(
    _ rows: [UInt32], by split: SplitCandidate
  ) -> (left: [UInt32], right: [UInt32]) {
    var left: [UInt32] = []
    var right: [UInt32] = []
    left.reserveCapacity(split.left.count)
    right.reserveCapacity(rows.count - split.left.count)
    for row in rows {
      let bin = bins.code(row: Int(row), feature: split.feature)
      if Int(bin) <= split.bin { left.append(row) } else { right.append(row) }
    }
    return (left, right)
  }
}
