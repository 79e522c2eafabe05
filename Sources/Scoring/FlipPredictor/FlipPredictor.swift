import Factorization
import NoteModel
import Parallel

/// Learns to predict whether a note that is helpful, or about to be, will lose that status.
///
/// A logistic regression on what is known of the note, its ratings, and the other notes on its
/// post. It learns from notes on posts since August 2024 that were locked after having been helpful
/// or held back: each twice, as it looked at either end of being held back.
struct FlipPredictor: Sendable {
  /// Posts with smaller ids are older than the meaning of the history columns it relies on.
  var oldestPostID: Int64 = 1_825_679_568_688_054_351
  /// C of the regression.
  var cost = 0.04
  /// The share of rows that it learns from; the others are kept apart to validate it.
  var trainingShare = 0.9
  /// The share of notes that stayed helpful of which a flip is predicted nevertheless.
  var falsePositiveRate = 0.6
  var seed: UInt64

  /// Why nothing can be learned from a snapshot. Every note then counts as expected to flip.
  enum Untrainable: Error, Equatable {
    /// No rated note on a recent post was locked after having been helpful or held back.
    case noLabelledNotes
    /// All of them ended in the same way.
    case oneOutcome(FlipLabel)
  }

  /// A row to learn from.
  struct Example: Sendable {
    var subject: FlipData.Subject
    var label: FlipLabel
  }

  /// - Throws: `Untrainable`.
  func fit(_ data: FlipData) throws(Untrainable) -> FlipModel {
    let examples = examples(data)
    let training = split(examples.count)
    guard let first = training.first else { throw .noLabelledNotes }
    let labels = training.map { examples[$0].label == .flipped }
    guard labels.contains(true), labels.contains(false) else {
      throw .oneOutcome(examples[first].label)
    }
    let table = data.table(examples.map(\.subject))
    let recipe = FlipRecipe(table, rows: training, labels: labels)
    let design = FlipDesign(recipe, table, rows: training, workers: data.workers)
    let fit = SparseLogisticRegression(cost: cost).fit(
      design.columns, labels: labels, seed: seed, workers: data.workers)
    return FlipModel(
      recipe: recipe,
      terms: fit.weights.indices.filter { fit.weights[$0] != 0 }.map {
        FlipModel.Term(features: design.parts[$0], weight: fit.weights[$0])
      },
      intercept: fit.intercept,
      threshold: FlipThreshold.choose(
        fit.decisions, labels: labels, falsePositiveRate: falsePositiveRate))
  }

  /// All rows to learn from, ascending by note, two a note.
  func examples(_ data: FlipData) -> [Example] {
    (0..<data.notes.count).flatMap { note -> [Example] in
      let post = Int(data.posts.post[note])
      let row = Int(data.notes.historyRow[note])
      guard post >= 0, row >= 0, data.posts.postID[post] > oldestPostID,
        data.notes.classification[note] != nil, let label = data.history.flipLabel(row)
      else { return [] }
      let times = data.ratingTimes(ofNote: note)
      guard !times.isEmpty else { return [] }
      return FlipMoment.allCases.compactMap { moment in
        data.history.flipCutoff(row, moment: moment, ratedAt: times).map { cutoff in
          Example(
            subject: FlipData.Subject(note: note, cutoff: cutoff, present: cutoff), label: label)
        }
      }
    }
  }

  /// The rows to train on, in random order.
  private func split(_ count: Int) -> [Int] {
    var stream = RandomStream(seed: seed)
    var order = Array(0..<count)
    for last in stride(from: count - 1, to: 0, by: -1) {
      order.swapAt(last, Int(stream.uniform() * Double(last + 1)))
    }
    return Array(order.prefix(Int(trainingShare * Double(count))))
  }
}
