/// Cuts a number into bins around the centres of a one-dimensional k-means clustering.
///
/// The same cuts as scikit-learn's `KBinsDiscretizer` with the k-means strategy: Lloyd's algorithm
/// from evenly spaced centres, edges halfway between centres.
struct KMeansBins: Sendable, Codable, Equatable {
  /// Ascending; one more than bins. Empty where the column was constant: one bin.
  let edges: [Double]

  var count: Int { max(1, edges.count - 1) }

  /// - Parameter values: finite, at least one.
  init(_ values: [Double], bins: Int) {
    let points = WeightedPoints(values)
    guard let low = points.values.first, let high = points.values.last, low < high else {
      edges = []
      return
    }
    let width = (high - low) / Double(bins)
    var clustering = LloydClustering(
      centers: (0..<bins).map { low + (Double($0) + 0.5) * width })
    clustering.run(points)
    let centers = clustering.centers.sorted()
    let between = zip(centers, centers.dropFirst()).map { ($0 + $1) / 2 }
    let all = [low] + between + [high]
    // Narrower bins hold nothing: two centres ended on one point.
    edges = [low] + zip(all, all.dropFirst()).filter { $1 - $0 > 1e-8 }.map { $1 }
  }

  /// The bin of a value. Values beyond the edges fall into the outermost bins, values within
  /// rounding below an edge into the bin above it.
  func bin(_ value: Double) -> Int {
    let nudged = value + 1e-8 + 1e-5 * abs(value)
    var bin = 0
    while bin < count - 1 && nudged >= edges[bin + 1] { bin += 1 }
    return bin
  }
}

/// Distinct values, ascending, and how often each occurs.
private struct WeightedPoints {
  var values: [Double] = []
  var weights: [Double] = []

  init(_ unordered: [Double]) {
    for value in unordered.sorted() {
      if value == values.last {
        weights[weights.count - 1] += 1
      } else {
        values.append(value)
        weights.append(1)
      }
    }
  }

  var total: Double { weights.reduce(0, +) }

  var variance: Double {
    let mean = zip(values, weights).reduce(0) { $0 + $1.0 * $1.1 } / total
    return zip(values, weights).reduce(0) { $0 + ($1.0 - mean) * ($1.0 - mean) * $1.1 } / total
  }
}

/// Lloyd's algorithm in one dimension.
private struct LloydClustering {
  var centers: [Double]

  /// Until no point changes its cluster, the centres hardly move, or 300 times.
  mutating func run(_ points: WeightedPoints) {
    let tolerance = 1e-4 * points.variance
    var labels: [Int] = []
    for _ in 0..<300 {
      let new = points.values.map(nearest)
      let moved = move(points, labels: new)
      if new == labels || moved <= tolerance { return }
      labels = new
    }
  }

  private func nearest(_ value: Double) -> Int {
    var best = 0
    for cluster in centers.indices where abs(value - centers[cluster]) < abs(value - centers[best])
    {
      best = cluster
    }
    return best
  }

  /// Moves each centre to the mean of its points; returns the sum of squared distances moved.
  private mutating func move(_ points: WeightedPoints, labels: [Int]) -> Double {
    var sums = [Double](repeating: 0, count: centers.count)
    var weights = sums
    for (point, label) in labels.enumerated() {
      sums[label] += points.values[point] * points.weights[point]
      weights[label] += points.weights[point]
    }
    reseed(&sums, &weights, points, labels)
    var moved = 0.0
    for cluster in centers.indices where weights[cluster] > 0 {
      let center = sums[cluster] / weights[cluster]
      moved += (center - centers[cluster]) * (center - centers[cluster])
      centers[cluster] = center
    }
    return moved
  }

  /// Gives each cluster without points one of the points furthest from their centres.
  ///
  /// At the start the lowest and the highest point are equally far; rounding must not choose.
  /// Equally far points are taken in descending order.
  private func reseed(
    _ sums: inout [Double], _ weights: inout [Double], _ points: WeightedPoints, _ labels: [Int]
  ) {
    let empty = weights.indices.filter { weights[$0] == 0 }
    guard !empty.isEmpty else { return }
    let unit = 1e-9 * (points.values.last! - points.values.first!)
    let distances = points.values.indices.map {
      (abs(points.values[$0] - centers[labels[$0]]) / unit).rounded()
    }
    let furthest = distances.indices.sorted { (distances[$0], $0) > (distances[$1], $1) }
    let seeds = furthest.lazy.flatMap { repeatElement($0, count: Int(points.weights[$0])) }
    for (cluster, point) in zip(empty, seeds) {
      let old = labels[point]
      sums[old] -= points.values[point]
      weights[old] -= 1
      sums[cluster] = points.values[point]
      weights[cluster] = 1
    }
  }
}
