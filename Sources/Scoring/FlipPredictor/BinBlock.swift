import Glibc

/// Features that say in which bin a number lies: exactly one of them holds.
struct BinBlock: FlipFeatureBlock {
  let column: FeatureColumn
  let scale: ValueScale
  let bins: KMeansBins

  var count: Int { bins.count }

  /// - Parameter rows: training rows of the table, at least one.
  init(
    _ column: FeatureColumn, _ scale: ValueScale, bins: Int, _ table: FlipFeatureTable,
    rows: [Int]
  ) {
    self.column = column
    self.scale = scale
    self.bins = KMeansBins(rows.map { scale.apply(table.value($0, column)) }, bins: bins)
  }

  func emit(_ table: FlipFeatureTable, _ row: Int, _ body: (Int) -> Void) {
    body(bins.bin(scale.apply(table.value(row, column))))
  }
}

/// What happens to a number before it is cut into bins.
enum ValueScale: Sendable, Codable, Equatable {
  /// Missing becomes −1.
  case statistic
  /// Missing becomes −0.25; no more than a limit.
  case tagRatio(limit: Double)
  /// From 0 to a limit.
  case ratio(limit: Double)
  /// log₂(1 + x).
  case count
  /// log₂(1 + x), x no more than a limit.
  case limitedCount(limit: Double)
  /// log₂(1 + log₂(1 + x)), x no more than a limit.
  case twiceLoggedCount(limit: Double)
  /// log₂ of at least one millisecond and no more than a limit: a note cannot be older than its
  /// post, and one that says so must not make the logarithm infinite.
  case duration(limit: Double)

  func apply(_ value: Double) -> Double {
    switch self {
    case .statistic: value.isNaN ? -1 : value
    case .tagRatio(let limit): min(max(value.isNaN ? -0.25 : value, -0.25), limit)
    case .ratio(let limit): min(max(value, 0), limit)
    case .count: log2(1 + value)
    case .limitedCount(let limit): log2(1 + min(value, limit))
    case .twiceLoggedCount(let limit): log2(1 + log2(1 + min(value, limit)))
    case .duration(let limit): log2(max(min(value, limit), 1))
    }
  }
}
