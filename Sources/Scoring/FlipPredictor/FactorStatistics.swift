/// Statistics of the factors of those who found a note helpful; NaN where not defined.
struct FactorStatistics: Sendable {
  private var positive = Side()
  private var negative = Side()

  private struct Side {
    var count = 0
    var sum = 0.0
    var squares = 0.0
    var largest = 0.0

    mutating func add(_ factor: Double) {
      count += 1
      sum += factor
      squares += factor * factor
      largest = max(largest, abs(factor))
    }

    var extreme: Double { count == 0 ? .nan : largest }
    var mean: Double { count == 0 ? .nan : abs(sum / Double(count)) }
  }

  mutating func add(_ factor: Double) {
    if factor > 0 { positive.add(factor) } else { negative.add(factor) }
  }

  subscript(_ statistic: FactorStatistic) -> Double {
    switch statistic {
    case .largestPositive: positive.extreme
    case .largestNegative: negative.extreme
    case .meanPositive: positive.mean
    case .meanNegative: negative.mean
    case .standardDeviation: standardDeviation
    case .largestDifference: positive.extreme + negative.extreme
    case .meanDifference: positive.mean + negative.mean
    }
  }

  /// Of the sample, that is divided by n − 1; needs two.
  private var standardDeviation: Double {
    let count = Double(positive.count + negative.count)
    guard count >= 2 else { return .nan }
    let mean = (positive.sum + negative.sum) / count
    let squares = positive.squares + negative.squares - count * mean * mean
    return (max(0, squares) / (count - 1)).squareRoot()
  }
}
