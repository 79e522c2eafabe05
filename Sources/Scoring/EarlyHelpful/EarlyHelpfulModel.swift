import Factorization
import NoteModel
import Parallel
import Snapshot

/// Predicts from the first ratings of a note that it will be rated helpful ("PCRH" in the public
/// tables). Informs; decides no status.
///
/// One set of boosted trees for all numbers of ratings: every training note is shown as it was at its
/// 8th, 10th, … rating. Columns are those of `EarlyFeatures`.
public struct EarlyHelpfulModel: Sendable, Equatable, Codable {
  public var trees: GradientBoosting.Model

  public init(trees: GradientBoosting.Model) { self.trees = trees }

  /// Numbers of ratings at which notes are learned from, ascending, and the probability from which
  /// a note counts as predicted helpful there.
  static let thresholds: [(ratingCount: Int32, probability: Double)] = [
    (8, 0.77), (10, 0.78), (15, 0.76), (20, 0.74), (30, 0.70), (50, 0.67),
  ]
  /// Only notes written after this are learned from: 10 March 2025.
  private static let firstNoteMillis: Int64 = 1_741_564_800_000
  /// Fewer notes than this at a number of ratings teach nothing there.
  private static let minNotes = 50
  private static let validationShare = 0.1

  private static let boosting: GradientBoosting = {
    var boosting = GradientBoosting()
    boosting.maxTrees = 200
    boosting.learningRate = 0.07
    return boosting
  }()

  /// Learns from the status that notes have in the history.
  ///
  /// - Parameter store: ratings after the removal of coordinated ones.
  /// - Returns: nil where there are too few notes, or too few that are helpful or are not.
  static func train(
    _ store: RatingStore, _ data: ScoringData, _ prescored: Prescored
  ) -> EarlyHelpfulModel? {
    let evidence = EarlyEvidence(store, data, prescored)
    let examples = trainingExamples(evidence)
    let labels = examples.map { data.previousStatus(Int($0.note)) == .helpful }
    var random = RandomStream(seed: data.seed)
    guard
      let validation = GradientBoosting.stratifiedValidation(
        labels, share: validationShare, random: &random),
      let trees = boosting.fit(
        evidence.features(examples), labels: labels, validation: validation,
        workers: data.workers)
    else { return nil }
    return EarlyHelpfulModel(trees: trees)
  }

  /// Every recent note at every number of ratings that it reached before it was first helpful.
  /// Deleted notes are left out.
  static func trainingExamples(_ evidence: EarlyEvidence) -> [EarlyExample] {
    let data = evidence.data
    let examples = data.workers.map(data.notes.count) { note -> [EarlyExample] in
      guard data.notes.noteRow[note] >= 0, data.notes.createdAtMillis[note] > firstNoteMillis,
        evidence.store.range(ofNote: note).count >= thresholds[0].ratingCount
      else { return [] }
      let timeline = evidence.timeline(note)
      let decidedAt = data.firstHelpfulAt(note)
      return thresholds.compactMap { threshold in
        guard threshold.ratingCount <= timeline.count else { return nil }
        let time = evidence.store.createdAtMillis[timeline[Int(threshold.ratingCount) - 1]]
        if let decidedAt, decidedAt < time { return nil }
        return EarlyExample(note: UInt32(note), ratingCount: threshold.ratingCount, time: time)
      }
    }
    .flatMap { $0 }
    let notes = Dictionary(grouping: examples, by: \.ratingCount).mapValues(\.count)
    return examples.filter { notes[$0.ratingCount, default: 0] >= minNotes }
  }

  /// The threshold of the nearest number of ratings; of the smaller one where two are as near.
  static func threshold(ratingCount: Int32) -> Double {
    var nearest = thresholds[0]
    for threshold in thresholds.dropFirst()
    where abs(threshold.ratingCount - ratingCount) < abs(nearest.ratingCount - ratingCount) {
      nearest = threshold
    }
    return nearest.probability
  }
}

extension ScoringData {
  /// When a note was first decided, if as helpful.
  fileprivate func firstHelpfulAt(_ note: Int) -> Int64? {
    let row = Int(notes.historyRow[note])
    guard row >= 0, history.firstNonNMRStatus[row] == .helpful else { return nil }
    return history.firstNonNMRStatusAt[row].value
  }
}
