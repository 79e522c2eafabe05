extension GradientBoosting {
  /// Holds back a random share of the rows, rounded up, with as many of either label as their shares
  /// of all rows ask for.
  ///
  /// - Returns: which rows are held back; nil where a label has fewer than two rows, or a part would
  ///   have none.
  public static func stratifiedValidation(
    _ labels: [Bool], share: Double, random: inout RandomStream
  ) -> [Bool]? {
    let heldBack = Int((share * Double(labels.count)).rounded(.up))
    let positive = labels.count { $0 }
    guard min(positive, labels.count - positive) >= 2, heldBack >= 2,
      labels.count - heldBack >= 2
    else { return nil }
    let heldBackPositive = Int(
      (Double(heldBack) * Double(positive) / Double(labels.count)).rounded())
    var validation = [Bool](repeating: false, count: labels.count)
    for (label, count) in [(true, heldBackPositive), (false, heldBack - heldBackPositive)] {
      let rows = labels.indices.filter { labels[$0] == label }
      for row in rows.shuffled(using: &random).prefix(count) { validation[row] = true }
    }
    return validation
  }
}
