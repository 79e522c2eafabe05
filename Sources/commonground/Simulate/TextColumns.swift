/// Cells of tables on a terminal.
extension String {
  /// A share in percent to one place, or a dash where there is nothing to share.
  init(share count: Int, of total: Int) {
    guard total > 0 else {
      self = "–"
      return
    }
    let tenths = (1_000 * count + total / 2) / total
    self = "\(tenths / 10).\(tenths % 10) %"
  }

  /// At the right of a column.
  func leading(_ width: Int) -> String {
    String(repeating: " ", count: max(0, width - count)) + self
  }

  /// At the left of a column.
  func padded(_ width: Int) -> String {
    self + String(repeating: " ", count: max(0, width - count))
  }
}
