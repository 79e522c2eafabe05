import Parallel

/// Features as small numbers: the bin that each value falls into. A byte a value.
struct BinnedFeatures: Sendable {
  /// By feature, ascending; bin b holds values above `[b - 1]` up to and with `[b]`.
  let thresholds: [[Double]]
  /// By feature, then by row.
  let codes: [[UInt8]]
  /// Where each feature's bins begin among the bins of all features; one more entry than features.
  let starts: [Int]

  /// - Parameters:
  ///   - rows: the rows whose values place the thresholds; all rows are binned.
  ///   - maxBins: 2 … 256.
  init(_ features: FeatureColumns, fittedOn rows: [UInt32], maxBins: Int, workers: Workers) {
    precondition((2...256).contains(maxBins))
    let binned = workers.map(features.columnCount) { feature in
      let thresholds = Self.thresholds(
        rows.map { features[Int($0), feature] }, maxBins: maxBins)
      let codes = (0..<features.rowCount).map { row in
        Self.code(Double(features[row, feature]), thresholds)
      }
      return (thresholds, codes)
    }
    thresholds = binned.map(\.0)
    codes = binned.map(\.1)
    starts = thresholds.reduce(into: [0]) { starts, thresholds in
      starts.append(starts[starts.count - 1] + thresholds.count + 1)
    }
  }

  var featureCount: Int { codes.count }
  /// Bins of all features.
  var binCount: Int { starts[starts.count - 1] }

  /// Halfway between neighbouring distinct values while there are at most `maxBins` of them; else at
  /// the quantiles that cut the values into `maxBins` parts. A quantile between two values lies
  /// halfway.
  static func thresholds(_ values: [Float], maxBins: Int) -> [Double] {
    let sorted = values.sorted()
    var distinct: [Float] = []
    for value in sorted where value != distinct.last {
      distinct.append(value)
      if distinct.count > maxBins { break }
    }
    func midpoint(_ low: Float, _ high: Float) -> Double { (Double(low) + Double(high)) / 2 }
    if distinct.count <= maxBins {
      return zip(distinct, distinct.dropFirst()).map(midpoint)
    }
    var thresholds: [Double] = []
    for part in 1..<maxBins {
      let (position, rest) = (part * (sorted.count - 1)).quotientAndRemainder(dividingBy: maxBins)
      let threshold = midpoint(sorted[position], sorted[rest == 0 ? position : position + 1])
      // A value that fills several parts gives one threshold.
      if threshold != thresholds.last { thresholds.append(threshold) }
    }
    return thresholds
  }

  /// The number of thresholds below a value. Binary search.
  private static func code(_ value: Double, _ thresholds: [Double]) -> UInt8 {
    var low = 0
    var high = thresholds.count
    while low < high {
      let middle = (low + high) / 2
      if thresholds[middle] < value { low = middle + 1 } else { high = middle }
    }
    return UInt8(low)
  }
}
