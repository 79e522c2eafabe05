import NoteEvaluation
import NoteModel
import Snapshot

/// Which of the evaluator's tags raters could choose from, over time.
///
/// Forms changed, and tables say no to a tag that was not there. What is known is when somebody first
/// gave a tag: from then on it counts as offered, and one that nobody ever gave as never offered.
struct RatingForms {
  /// By head: the tags, and the time from which they count, in milliseconds since 1970.
  private var firsts: [(tags: RatingTags, millis: Int64)]

  init(_ ratings: RatingTable) {
    firsts = EvaluationHead.allCases.map { ($0.tags, .max) }
    for row in 0..<ratings.count {
      for head in firsts.indices where !ratings.tags[row].isDisjoint(with: firsts[head].tags) {
        firsts[head].millis = min(firsts[head].millis, ratings.createdAtMillis[row])
      }
    }
  }

  func tags(at millis: Int64) -> RatingTags {
    firsts.reduce(into: RatingTags()) { tags, first in
      if first.millis <= millis { tags.formUnion(first.tags) }
    }
  }
}
