import Parallel

/// Features as small numbers: the bin that each value falls into. A byte a value.
///
/// Four features stand side by side. Sums over the bins of one feature wait for each other where
/// neighbouring rows share a bin; those of four features do not, and take hardly longer.
struct BinnedFeatures: Sendable {
  /// By feature, ascending; bin b holds values above `[b - 1]` up to and with `[b]`. Made up to a
  /// multiple of four with features that have a single bin.
  let thresholds: [[Double]]
  /// By block of four features, then by row.
  let codes: [[SIMD4<UInt8>]]
  /// Where each feature's bins begin among the bins of all features; one more entry than features.
  let starts: [Int]

  /// - Parameters:
  ///   - rows: the rows whose values place the thresholds; all rows are binned.
  ///   - maxBins: 2 … 256.
  init(_ features: FeatureColumns, fittedOn rows: [UInt32], maxBins: Int, workers: Workers) {
    precondition((2...256).contains(maxBins))
    let blocks = workers.map((features.columnCount + 3) / 4) { block in
      var thresholds = [[Double]](repeating: [], count: 4)
      var codes = [SIMD4<UInt8>](repeating: .zero, count: features.rowCount)
      for lane in 0..<min(4, features.columnCount - 4 * block) {
        let feature = 4 * block + lane
        thresholds[lane] = Self.thresholds(
          rows.map { features[Int($0), feature] }, maxBins: maxBins)
        for row in codes.indices {
          codes[row][lane] = Self.code(Double(features[row, feature]), thresholds[lane])
        }
      }
      return (thresholds: thresholds, codes: codes)
    }
    thresholds = blocks.flatMap(\.thresholds)
    codes = blocks.map(\.codes)
    starts = thresholds.reduce(into: [0]) { starts, thresholds in
      starts.append(starts[starts.count - 1] + thresholds.count + 1)
    }
  }

  /// Bins of all features.
  var binCount: Int { starts[starts.count - 1] }

  /// The bin of a feature that a row falls into.
  @inline(__always)
  func code(row: Int, feature: Int) -> UInt8 { codes[feature >> 2][row][feature & 3] }

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
