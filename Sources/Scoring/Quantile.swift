/// The quantile of unordered values by linear interpolation, as numpy's default.
///
/// - Precondition: `values` is not empty and holds no NaN; `0 ≤ share ≤ 1`.
func quantile<Value: BinaryFloatingPoint>(_ values: [Value], at share: Double) -> Value {
  var values = values
  let position = share * Double(values.count - 1)
  let lower = Int(position)
  let low = values.select(lower)
  guard lower + 1 < values.count, position > Double(lower) else { return low }
  // After selection everything right of `lower` is at least as large.
  let high = values[(lower + 1)...].min()!
  return low + (high - low) * Value(position - Double(lower))
}

extension [Double] {
  /// The quantile, or nil of no values.
  func quantile(at share: Double) -> Double? {
    isEmpty ? nil : Scoring.quantile(self, at: share)
  }
}

extension Array where Element: Comparable {
  /// Partially sorts so that the element of rank `rank` stands at its place, smaller ones before and
  /// larger ones after it, and returns it. Quickselect with a median-of-three pivot.
  fileprivate mutating func select(_ rank: Int) -> Element {
    var low = 0
    var high = count - 1
    while low < high {
      let middle = low + (high - low) / 2
      let a = self[low]
      let b = self[middle]
      let c = self[high]
      let pivot = Swift.max(Swift.min(a, b), Swift.min(Swift.max(a, b), c))
      var left = low
      var right = high
      while left <= right {
        while self[left] < pivot { left += 1 }
        while pivot < self[right] { right -= 1 }
        if left <= right {
          swapAt(left, right)
          left += 1
          right -= 1
        }
      }
      if rank <= right { high = right } else if rank >= left { low = left } else { break }
    }
    return self[rank]
  }
}
