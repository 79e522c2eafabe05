/// How well scores put positives above negatives.
enum Ranking {
  /// The area under the ROC curve: the share of pairs of a positive and a negative in which the
  /// positive has the higher score, ties counting half; nil without labels of both kinds.
  static func auc(_ labelled: [LabelledScore]) -> Double? {
    let ordered = labelled.sorted { $0.score < $1.score }
    var negativesBelow = 0
    var positives = 0
    var pairs = 0.0
    var start = 0
    while start < ordered.count {
      let end = ordered[start...].firstIndex { $0.score != ordered[start].score } ?? ordered.count
      let tiedPositives = ordered[start..<end].count { $0.label }
      let tiedNegatives = end - start - tiedPositives
      pairs += Double(tiedPositives) * (Double(negativesBelow) + Double(tiedNegatives) / 2)
      positives += tiedPositives
      negativesBelow += tiedNegatives
      start = end
    }
    guard positives > 0, negativesBelow > 0 else { return nil }
    return pairs / (Double(positives) * Double(negativesBelow))
  }
}
