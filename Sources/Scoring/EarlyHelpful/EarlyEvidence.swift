import Factorization
import NoteModel
import Parallel

/// A note at the moment it had some number of ratings.
struct EarlyExample: Sendable, Equatable {
  /// Position in `Snapshot.noteIDs`.
  var note: UInt32
  /// How many ratings, N; at least 1.
  var ratingCount: Int32
  /// Up to when the author's other notes count.
  var time: Int64
}

/// Everything that features of early notes are computed from.
struct EarlyEvidence: Sendable {
  let store: RatingStore
  let data: ScoringData
  let raters: EarlyRaters
  let authors: AuthorRecord

  init(_ store: RatingStore, _ data: ScoringData, _ prescored: Prescored) {
    self.store = store
    self.data = data
    raters = EarlyRaters(data, prescored)
    authors = AuthorRecord(data)
  }

  /// The ratings of a note that count, in order of time.
  func timeline(_ note: Int) -> [Int] {
    store.range(ofNote: note).filter { raters.isMember[Int(store.rater[$0])] }
      .sorted {
        (store.createdAtMillis[$0], $0) < (store.createdAtMillis[$1], $1)
      }
  }

  /// The features of examples. 564 bytes an example.
  ///
  /// - Parameter examples: those of one note stand together.
  func features(_ examples: [EarlyExample]) -> FeatureColumns {
    let count = examples.count
    var values = [Float](repeating: 0, count: count * EarlyFeatures.columnCount)
    values.withDisjointWrites { slots in
      data.workers.ranges(count, grain: 256) { range in
        var timeline: [Int] = []
        for index in range {
          let example = examples[index]
          if index == range.lowerBound || examples[index - 1].note != example.note {
            timeline = self.timeline(Int(example.note))
          }
          let features = EarlyFeatures(self, example, timeline: timeline)
          for (column, value) in features.values.enumerated() {
            slots[column * count + index] = value
          }
        }
      }
    }
    return FeatureColumns(rowCount: count, columnCount: EarlyFeatures.columnCount, values: values)
  }
}
