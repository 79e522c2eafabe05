/// The weights of one label, learned one post at a time by the FTRL-proximal update (H. McMahan and
/// others, Ad Click Prediction, 2013, algorithm 1). Sums are kept, not weights: a weight follows from
/// its two sums.
struct LabelLearner: Hashable, Sendable {
  /// Evidence (z) and squared gradients (n) of each weight; the last belongs to the intercept.
  private(set) var evidence: [Float]
  private(set) var squares: [Float]
  /// Decisions learned from, by outcome.
  var confirmed = 0
  var overturned = 0
  var unremarked = 0
  /// What the model said of decisions before it learned from them, and what they were; the newest.
  private(set) var foretold: [Foretold] = []

  static let maximumForetold = 2048

  init(settings: LearningSettings) {
    let count = 1 << settings.bits
    evidence = Array(repeating: 0, count: count + 1)
    squares = Array(repeating: 0, count: count + 1)
  }

  /// - Precondition: both have the same count.
  init(evidence: [Float], squares: [Float], foretold: [Foretold]) {
    precondition(evidence.count == squares.count)
    self.evidence = evidence
    self.squares = squares
    self.foretold = foretold
  }

  func weight(_ index: Int, _ settings: LearningSettings) -> Double {
    let evidence = Double(evidence[index])
    guard evidence.magnitude > settings.sparsity else { return 0 }
    let rest = evidence > 0 ? evidence - settings.sparsity : evidence + settings.sparsity
    let rate =
      (settings.damping + Double(squares[index]).squareRoot()) / settings.rate
      + settings.shrinkage
    return -rest / rate
  }

  /// The log-odds before calibration.
  func margin(_ features: TextFeatures, _ settings: LearningSettings) -> Double {
    var sum = 0.0
    for index in features.indices { sum += weight(Int(index), settings) }
    return sum * features.value + weight(evidence.count - 1, settings)
  }

  mutating func learn(
    _ features: TextFeatures, isTrue: Bool, weight: Double, _ settings: LearningSettings
  ) {
    let chance = Arithmetic.logistic(margin(features, settings))
    let error = (chance - (isTrue ? 1 : 0)) * weight
    for index in features.indices { update(Int(index), error * features.value, settings) }
    update(evidence.count - 1, error, settings)
  }

  private mutating func update(_ index: Int, _ gradient: Double, _ settings: LearningSettings) {
    let old = Double(squares[index])
    let new = old + gradient * gradient
    let change = (new.squareRoot() - old.squareRoot()) / settings.rate
    evidence[index] = Float(
      Double(evidence[index]) + gradient - change * weight(index, settings))
    squares[index] = Float(new)
  }

  mutating func foretell(_ margin: Double, isTrue: Bool) {
    if foretold.count >= Self.maximumForetold { foretold.removeFirst() }
    foretold.append(Foretold(margin: Float(margin), isTrue: isTrue))
  }
}

/// A margin given before the answer was known, and the answer.
struct Foretold: Hashable, Sendable {
  var margin: Float
  var isTrue: Bool
}
