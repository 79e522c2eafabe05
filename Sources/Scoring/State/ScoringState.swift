import Snapshot

/// What prescoring leaves for final scoring: all that is learned from a snapshot as a whole, such as
/// where raters stand. Learning is most of the work and changes slowly; final scoring can use
/// a state again and again, for later snapshots of the same site too.
///
/// ```swift
/// let state = try prescore(monday, options)
/// let folder = try OutputFolder(path: "state")
/// try state.write(to: folder)
/// try folder.commit()
/// // Later, elsewhere:
/// let scored = try scoreFinal(tuesday, ScoringState(folder: "state"), options)
/// ```
///
/// Positions in a state refer to the notes and participants that it names itself.
public struct ScoringState: Sendable {
  public internal(set) var origin: Origin
  /// The raters that prescoring took for coordinated.
  public internal(set) var clusters: RaterClusters
  public internal(set) var topics: TopicSource
  public internal(set) var prescored: Prescored
  var predictors = Predictors()
  var ids: StateIDs

  /// Where a state comes from.
  public struct Origin: Sendable, Codable, Equatable {
    /// Milliseconds since the epoch up to which there were data.
    public var now: Int64
    public var seed: UInt64
    /// `ModelTable.name`.
    public var modelTable: String
    /// Names of the models that were to learn; those with too few ratings have nothing here.
    public var models: [String]
    /// Rows of the notes and ratings tables.
    public var notes: Int
    public var ratings: Int
  }

  /// The notes and participants of the state that a snapshot does not have; deleted, mostly.
  public func countUnknown(to snapshot: Snapshot) -> (notes: Int, participants: Int) {
    let map = map(to: snapshot)
    return (map.note.count { $0 < 0 }, map.rater.count { $0 < 0 })
  }

  /// The same state for the notes and participants of a snapshot, without those that it does not
  /// have.
  ///
  /// - Throws: `ScoringError.foreignState` if the snapshot has none of many participants.
  func moved(to snapshot: Snapshot) throws(ScoringError) -> ScoringState {
    let target = StateIDs(noteIDs: snapshot.noteIDs, participants: snapshot.participants)
    if ids == target { return self }
    let map = map(to: snapshot)
    guard map.rater.isEmpty || map.rater.contains(where: { $0 >= 0 }) else { throw .foreignState }
    var state = self
    state.ids = target
    state.clusters = clusters.moved(by: map)
    if case .given(let given) = topics { state.topics = .given(given.moved(by: map)) }
    for (name, model) in prescored.models {
      state.prescored.models[name] = PrescoredModel(
        notes: model.notes.moved(by: map), raters: model.raters.moved(by: map), meta: model.meta)
    }
    state.predictors.flips = predictors.flips?.moved(by: map)
    state.prescored.reputation = prescored.reputation?.moved(by: map)
    return state
  }

  private func map(to snapshot: Snapshot) -> PositionMap {
    PositionMap(
      from: ids, to: StateIDs(noteIDs: snapshot.noteIDs, participants: snapshot.participants))
  }
}

/// Where the topics of notes come from.
public enum TopicSource: Sendable {
  /// From whoever ran prescoring; notes that came later have none.
  case given(NoteTopics)
  /// From a model that prescoring trained.
  case model(TopicModel)
}

/// How a state differs from what final scoring is asked for. None keeps it from running.
public enum StateDifference: Sendable, Hashable, CustomStringConvertible {
  case seed(prescored: UInt64, final: UInt64)
  /// Models whose raters the state was not made to learn; what builds on them has no result.
  case modelsNotPrescored([String])
  /// The state knows the snapshot's future.
  case stateIsLater

  public var description: String {
    switch self {
    case .seed(let prescored, let final):
      "The state was prescored with seed \(prescored); final scoring uses \(final)."
    case .modelsNotPrescored(let names):
      """
      The state was prescored without \(names.joined(separator: ", ")): their results are missing. \
      Prescore with --models all to have them.
      """
    case .stateIsLater:
      "The state was prescored from later data than these; check that it is the right one."
    }
  }
}

extension ScoringState {
  /// What to tell a person who scores a snapshot with this state.
  ///
  /// - Parameter now: when final scoring decides.
  public func differences(from options: ScoringOptions, now: Int64) -> [StateDifference] {
    var differences: [StateDifference] = []
    if options.seed != origin.seed {
      differences.append(.seed(prescored: origin.seed, final: options.seed))
    }
    let missing = options.models.prescoring.map(\.name).filter { !origin.models.contains($0) }
    if !missing.isEmpty { differences.append(.modelsNotPrescored(missing)) }
    if origin.now > now { differences.append(.stateIsLater) }
    return differences
  }
}
