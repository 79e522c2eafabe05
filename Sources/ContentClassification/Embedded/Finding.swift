/// What lists and model say of one label.
struct Finding {
  let label: ContentLabel
  let entries: [String]
  /// From entries and signals, 0 to 1.
  let listed: Double
  /// From the model, before calibration; nil where it knows nothing of the label.
  let margin: Double?
  let grounds: LearnedModel.Grounds?

  /// How far the model may move a listed entry's log-odds.
  static let reach = 3.0

  var score: Double {
    guard let margin, let grounds else { return listed }
    let probability = grounds.calibration.probability(margin)
    let learned = probability * grounds.trust
    guard listed > 0 else { return learned }
    let lift = Arithmetic.logOdds(probability) - Arithmetic.logOdds(grounds.baseRate)
    let moved =
      Arithmetic.logOdds(listed) + grounds.trust * min(max(lift, -Self.reach), Self.reach)
    return max(learned, Arithmetic.logistic(moved))
  }

  /// For staff.
  var explanation: String {
    var reasons: [String] = []
    if !entries.isEmpty {
      let named = entries.prefix(3).map { "“\($0)”" }.joined(separator: ", ")
      reasons.append("contains the listed \(named)")
    }
    if let margin, let grounds, grounds.calibration.probability(margin) > grounds.baseRate {
      reasons.append("resembles posts for which the community confirmed it")
    }
    if reasons.isEmpty { reasons.append("behaves like it (links, repetition or disguise)") }
    return "\(label): \(reasons.joined(separator: "; "))."
  }
}
