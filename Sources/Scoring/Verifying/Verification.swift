import Factorization
import NoteModel
import Snapshot

/// Published statuses beside those that a run computes.
public struct Verification: Sendable, Equatable, Encodable {
  /// Notes that have a status on both sides.
  public var compared = 0
  public var differing: Int { differences.count }
  /// Notes with a status on one side alone.
  public var onlyPublished = 0
  public var onlyRecomputed = 0
  /// How many compared notes have each pair of statuses, in the order of `NoteStatus`.
  public var counts: [Count] = []
  /// Notes whose statuses differ, nearest to a threshold first.
  public var differences: [Difference] = []

  public struct Count: Sendable, Equatable, Encodable {
    public var published: String
    public var recomputed: String
    public var notes: Int
  }

  public struct Difference: Sendable, Equatable, Encodable {
    /// As text: JavaScript's numbers cannot hold it.
    public var noteID: String
    public var published: String
    public var publishedDecidedBy: String?
    public var recomputed: String
    public var recomputedDecidedBy: String?
    /// How near the note is to another status; nil where no model has a result for it.
    public var margin: StatusMargin?
  }

  /// Compares what was published with what a run gives.
  public init(_ published: PublishedStatuses, _ result: ScoredSnapshot) {
    var statuses = [NoteStatus?](repeating: nil, count: result.notes.count)
    for (row, note) in result.history.note.enumerated() {
      statuses[Int(note)] = result.history.currentStatus[row]
    }
    let allCases = NoteStatus.allCases
    var pairs = [Int](repeating: 0, count: allCases.count * allCases.count)
    var found = 0
    for note in published.notes {
      guard let position = result.notes.noteIDs.sortedIndex(of: note.id),
        let status = statuses[position]
      else {
        onlyPublished += 1
        continue
      }
      found += 1
      pairs[Int(note.status.rawValue) * allCases.count + Int(status.rawValue)] += 1
      guard status != note.status else { continue }
      differences.append(
        Difference(
          noteID: String(note.id), published: note.status.name, publishedDecidedBy: note.decidedBy,
          recomputed: status.name, recomputedDecidedBy: result.verdicts[position].decidedBy?.name,
          margin: result.margin(position)))
    }
    compared = found
    onlyRecomputed = statuses.count { $0 != nil } - found
    counts = allCases.flatMap { published in
      allCases.compactMap { recomputed in
        let notes = pairs[Int(published.rawValue) * allCases.count + Int(recomputed.rawValue)]
        return notes == 0
          ? nil : Count(published: published.name, recomputed: recomputed.name, notes: notes)
      }
    }
    // Stable: ties stay in the order of ids.
    let order = differences.indices.sorted { first, second in
      let distances = [first, second].map { differences[$0].margin?.distance ?? .infinity }
      return (distances[0], first) < (distances[1], second)
    }
    differences = order.map { differences[$0] }
  }
}

/// How far a model's intercept for a note is from where the note would get another status.
public struct StatusMargin: Sendable, Equatable, Encodable {
  /// Such as `Core`.
  public var model: String
  public var intercept: Float
  /// The nearest threshold.
  public var limit: Float
  public var distance: Float
}

extension ScoredSnapshot {
  /// The margin in the model that decided a note or, where none did, in the first that has a result.
  func margin(_ note: Int) -> StatusMargin? {
    var results: [(model: ExplainedModel, parameters: BiasFactor)] = []
    for model in ExplainedModel.withOwnColumns {
      if let result = models.own[model.prefix], result.isScored[note] {
        results.append((model, result.parameters[note]))
      }
    }
    if models.multiGroups.number(note) != nil {
      results.append((.multiGroup, models.multiGroups.parameters[note]))
    }
    if let number = models.groups.number(note), let group = ExplainedModel.group(Int64(number)) {
      results.append((group, models.groups.parameters[note]))
    }
    let decider = verdicts[note].decidedBy
    let deciding = results.first { $0.model.siteRule == decider } ?? results.first
    return deciding.flatMap { nearestLimit($0.model, $0.parameters) }
  }

  private func nearestLimit(_ model: ExplainedModel, _ parameters: BiasFactor) -> StatusMargin? {
    guard !parameters.intercept.isNaN else { return nil }
    let thresholds = model.model.thresholds
    let limits = [
      Float(thresholds.helpful), thresholds.helpfulWithInertia,
      thresholds.notHelpfulIntercept
        + thresholds.notHelpfulFactorMultiplier * abs(parameters.factor),
    ]
    let nearest = limits.min { abs($0 - parameters.intercept) < abs($1 - parameters.intercept) }
    return nearest.map {
      StatusMargin(
        model: model.title, intercept: parameters.intercept, limit: $0,
        distance: abs($0 - parameters.intercept))
    }
  }
}

extension [Int64] {
  /// The position of a value in an ascending list.
  fileprivate func sortedIndex(of value: Int64) -> Int? {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if self[middle] < value { low = middle + 1 } else { high = middle }
    }
    return low < count && self[low] == value ? low : nil
  }
}
