import Factorization
import NoteModel

/// The results of models that share columns: each note is captured by one of them at most, so that
/// they fit into one set of arrays.
public struct SharedColumns: Sendable {
  /// Which of the models has the result: a modeling group, multi-group or topic number; 0 for none.
  public var model: [Int16]
  public var verdict: [Verdict]
  public var parameters: [BiasFactor]
  public var interceptNoHighVolume: [Float]
  public var interceptNoCorrelated: [Float]
  public var finalRoundRatings: [Int32]
  public var isConfident: [Bool]

  init(noteCount: Int) {
    let missing = [Float](repeating: .nan, count: noteCount)
    model = Array(repeating: 0, count: noteCount)
    verdict = Array(repeating: Verdict(), count: noteCount)
    parameters = Array(repeating: .missing, count: noteCount)
    interceptNoHighVolume = missing
    interceptNoCorrelated = missing
    finalRoundRatings = Array(repeating: 0, count: noteCount)
    isConfident = Array(repeating: false, count: noteCount)
  }

  /// Takes over the notes that a model scored.
  mutating func take(_ result: ModelResult, model number: Int16) {
    for note in result.isScored.indices where result.isScored[note] {
      model[note] = number
      verdict[note] = result.verdict[note]
      parameters[note] = result.parameters[note]
      interceptNoHighVolume[note] = result.interceptNoHighVolume[note]
      interceptNoCorrelated[note] = result.interceptNoCorrelated[note]
      finalRoundRatings[note] = result.finalRoundRatings[note]
      if !result.isConfident.isEmpty { isConfident[note] = result.isConfident[note] }
    }
  }

  /// The status of a note, or nil where no model has a result for it.
  public func status(_ note: Int) -> NoteStatus? {
    model[note] == 0 ? nil : verdict[note].status
  }
}

extension SharedColumns {
  /// Which of the models has the note's result, or nil.
  func number(_ note: Int) -> Int16? { model[note] == 0 ? nil : model[note] }
}

/// What all models say.
public struct ModelResults: Sendable {
  /// Results of models with columns of their own, by prefix.
  public var own: [String: ModelResult] = [:]
  public var groups: SharedColumns
  public var multiGroups: SharedColumns
  public var topics: SharedColumns
  public var reputation: ReputationModel.Result?
  /// Models without a result.
  public var shortfalls: [ModelShortfall] = []

  init(noteCount: Int) {
    groups = SharedColumns(noteCount: noteCount)
    multiGroups = groups
    topics = groups
  }

  public var core: ModelResult? { own["core"] }

  mutating func take(_ result: ModelResult, of model: ScoringModel) {
    switch model.columns {
    case .own(let prefix): own[prefix] = result
    case .group(let number): groups.take(result, model: number)
    case .multiGroup(let number): multiGroups.take(result, model: number)
    case .topic(let topic): topics.take(result, model: Int16(topic.rawValue))
    }
  }
}
