import Factorization
import NoteModel

/// The model of rater reputation: how far each rater's ratings follow what notes are, rather than
/// the rater's viewpoint. No status of the site depends on it; its numbers are published.
public struct ReputationModel: Sendable {
  /// What prescoring learns.
  public struct Prescored: Sendable {
    /// Positions in `Snapshot.noteIDs` and `Snapshot.participants`, ascending.
    public var notes: [UInt32]
    public var raters: [UInt32]
    /// Factor, and bias of round 2.
    public var items: [ReputationFactorization.Item]
    /// Factor, reputation, and bias of round 2.
    public var users: [ReputationFactorization.User]
    public var finalUserBiases: [Float]
    public var globals: SIMD3<Float>
  }

  /// What final scoring finds of every note; NaN and nil are missing.
  public struct Result: Sendable {
    /// `x` is the factor, `y` the intercept.
    public var parameters: [ReputationFactorization.Item]
    public var status: [NoteStatus?]
  }

  /// In prescoring tables and in messages.
  static var name: String { scoping.name }

  /// Which ratings it takes; it shares Core's raters and all notes.
  private static let scoping = {
    var model = ScoringModel(name: "ReputationScorer", columns: .own(prefix: "coverage"))
    model.groups = .core
    model.includesUnenrolled = true
    model.captureThreshold = 0.5
    model.hasStableInitialization = true
    return model
  }()
  private static let helpfulThreshold: Float = 0.28

  /// - Returns: why not where no rating is left after the minimum counts.
  static func prescore(
    _ store: RatingStore, _ data: ScoringData
  ) throws(ScoringError) -> ModelOutcome<Prescored> {
    let model = scoping
    var random = RandomStream(seed: data.seed)
    let training = store.withMinimumCounts(
      model.scope(store, data), minRater: model.minRatingsPerRater,
      minNote: model.minRatingsPerNote)
    let fitData = FitData(store, training)
    guard fitData.matrix.ratingCount > 0 else { return .short(model.tooFewRatings) }
    let start = try model.stableStart(
      fitData.rows, store: store, training: training, data, random: &random)
    let fit = try fitting(model.name) { () throws(FactorizationError) in
      try ReputationFactorization.helpfulness.prescore(
        fitData.matrix, itemFactors: start.items?.map(\.factor),
        userFactors: start.users?.map(\.factor), random: &random, workers: data.workers)
    }
    return .done(
      Prescored(
        notes: fitData.notes, raters: fitData.raters,
        items: zip(fit.final.items, fit.itemBiasesRound2).map { SIMD2($0.x, $1) },
        users: zip(fit.final.users, fit.userBiasesRound2).map { SIMD4($0.x, $0.y, $1, 0) },
        finalUserBiases: fit.final.users.map(\.z), globals: fit.globals))
  }

  /// - Returns: why not where no rating is left after the minimum counts.
  static func scoreFinal(
    _ store: RatingStore, _ data: ScoringData, prescored: Prescored
  ) throws(ScoringError) -> ModelOutcome<Result> {
    let model = scoping
    let scope = model.scope(store, data)
    let fitData = FitData(
      store,
      store.withMinimumCounts(
        scope, minRater: model.minRatingsPerRater, minNote: model.minRatingsPerNote))
    guard fitData.matrix.ratingCount > 0 else { return .short(model.tooFewRatings) }
    var items = [ReputationFactorization.Item](repeating: .zero, count: store.noteCount)
    for (row, note) in prescored.notes.enumerated() { items[Int(note)] = prescored.items[row] }
    var users = [ReputationFactorization.User](repeating: .zero, count: data.participantCount)
    var biases = [Float](repeating: 0, count: data.participantCount)
    for (row, rater) in prescored.raters.enumerated() {
      users[Int(rater)] = prescored.users[row]
      biases[Int(rater)] = prescored.finalUserBiases[row]
    }
    let fitted = try fitting(model.name) { () throws(FactorizationError) in
      try ReputationFactorization.helpfulness.trainItems(
        fitData.matrix,
        start: ReputationFactorization.Parameters(
          items: fitData.notes.map { items[Int($0)] },
          users: fitData.raters.map { users[Int($0)] }, global: prescored.globals.y),
        finalUserBiases: fitData.raters.map { biases[Int($0)] },
        finalGlobal: prescored.globals.z, workers: data.workers)
    }
    let captured = model.captured(store, scope)
    var result = Result(
      parameters: Array(repeating: SIMD2(repeating: .nan), count: store.noteCount),
      status: Array(repeating: nil, count: store.noteCount))
    for (index, note) in fitData.notes.enumerated() where captured[Int(note)] {
      result.parameters[Int(note)] = fitted[index]
      result.status[Int(note)] =
        fitted[index].y > helpfulThreshold ? .helpful : .needsMoreRatings
    }
    return .done(result)
  }
}
