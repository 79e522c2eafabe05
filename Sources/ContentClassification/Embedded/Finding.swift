/// What lists and model say of one label.
struct Finding {
  let label: ContentLabel
  let entries: [String]
  /// From the model; nil where it knows nothing of the label.
  let probability: Double?
  let grounds: LearnedModel.Grounds?

  /// How far the model may move a listed entry's log-odds.
  static let reach = 3.0

  /// 0 to 1; see `EmbeddedClassifier`. `listed` comes from entries and signals.
  let score: Double

  init(
    label: ContentLabel, entries: [String], listed: Double, margin: Double?,
    grounds: LearnedModel.Grounds?
  ) {
    self.label = label
    self.entries = entries
    self.grounds = grounds
    probability = margin.flatMap { margin in grounds?.calibration.probability(margin) }
    score = Self.score(listed: listed, probability: probability, grounds: grounds)
  }

  private static func score(
    listed: Double, probability: Double?, grounds: LearnedModel.Grounds?
  ) -> Double {
    guard let probability, let grounds else { return listed }
    let learned = probability * grounds.trust
    guard listed > 0 else { return learned }
    let lift = Arithmetic.logOdds(probability) - Arithmetic.logOdds(grounds.baseRate)
    let moved =
      Arithmetic.logOdds(listed) + grounds.trust * min(max(lift, -reach), reach)
    return max(learned, Arithmetic.logistic(moved))
  }

  /// For staff.
  var explanation: String {
    var reasons: [String] = []
    if !entries.isEmpty {
      let named = entries.prefix(3).map { "“\($0)”" }.joined(separator: ", ")
      reasons.append("contains the listed \(named)")
    }
    if let probability, let grounds, probability > grounds.baseRate {
      reasons.append("resembles posts for which the community confirmed it")
    }
    if reasons.isEmpty { reasons.append("behaves like it (links, repetition or disguise)") }
    return "\(label): \(reasons.joined(separator: "; "))."
  }
}
