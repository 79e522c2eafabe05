/// How counts are spread, in bins that widen in steps of about 1, 2, 5, 10.
public struct Histogram: Hashable, Sendable, Codable {
  /// Counts from `from` to `through`, both included; the last bin in use ends at the maximum.
  public struct Bin: Hashable, Sendable, Codable {
    /// The smallest count in the bin.
    public let from: Int
    /// The largest count in the bin.
    public let through: Int
    /// How many counts lie in the bin.
    public var count: Int
  }

  /// Without gaps, from the first bin in use to the last.
  public let bins: [Bin]
  /// How many counts there are.
  public let total: Int
  /// The sum of all counts.
  public let sum: Int
  /// The lower median; 0 without counts.
  public let median: Int
  /// The largest count; 0 without counts.
  public let maximum: Int

  /// Sorts counts into bins.
  ///
  /// - Parameter counts: numbers of 0 or more, in any order.
  public init(_ counts: [Int]) {
    let sorted = counts.sorted()
    total = sorted.count
    sum = sorted.reduce(0, +)
    maximum = sorted.last ?? 0
    median = sorted.isEmpty ? 0 : sorted[(sorted.count - 1) / 2]
    var bins = Self.bins(through: maximum)
    var bin = 0
    for count in sorted {
      while count > bins[bin].through { bin += 1 }
      bins[bin].count += 1
    }
    self.bins = Array(bins.drop { $0.count == 0 })
  }

  /// 0 without counts.
  public var mean: Double { total == 0 ? 0 : Double(sum) / Double(total) }

  /// 0, 1, 2–4, 5–9, 10–19, 20–49, 50–99, 100–199, …
  private static func bins(through maximum: Int) -> [Bin] {
    var bins = [Bin(from: 0, through: 0, count: 0)]
    var from = 1
    var steps = 0
    while from <= maximum {
      let next = steps % 3 == 1 ? from / 2 * 5 : from * 2
      bins.append(Bin(from: from, through: next - 1, count: 0))
      from = next
      steps += 1
    }
    return bins
  }
}
