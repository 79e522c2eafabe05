import Factorization
import NoteModel

/// What the early predictor knows of raters; indexed by position in `Snapshot.participants`.
struct EarlyRaters: Sendable {
  /// Whether the rater is enrolled in one of the core groups; others do not count.
  let isMember: [Bool]
  /// The factor of the core model, of its first round where the second has none; NaN where missing.
  let factor: [Float]
  /// Whether the core model's second round has the rater.
  let isScored: [Bool]
  /// Factors of the topic models that have learned raters.
  let topicFactor: [NoteTopic: [Float]]

  init(_ data: ScoringData, _ prescored: Prescored) {
    let participants = data.participantCount
    isMember = data.enrollment.members(of: .core, includingUnenrolled: false)
    var factor = [Float](repeating: .nan, count: participants)
    var isScored = [Bool](repeating: false, count: participants)
    if let core = prescored.core?.raters {
      for (row, rater) in core.rater.enumerated() {
        let final = core.parameters[row].factor
        isScored[Int(rater)] = !final.isNaN
        factor[Int(rater)] = final.isNaN ? core.firstRound[row].factor : final
      }
    }
    self.factor = factor
    self.isScored = isScored
    var topicFactor: [NoteTopic: [Float]] = [:]
    for model in ScoringModel.topics + [.topicInDimensionTwo] {
      guard let topic = model.topic, let learned = prescored.models[model.name] else { continue }
      var factors = [Float](repeating: .nan, count: participants)
      for (row, rater) in learned.raters.rater.enumerated() {
        factors[Int(rater)] = learned.raters.parameters[row].factor
      }
      topicFactor[topic] = factors
    }
    self.topicFactor = topicFactor
  }
}
