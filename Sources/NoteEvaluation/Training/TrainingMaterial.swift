import Factorization
import Parallel

/// Labelled notes to learn from in a fixed order, read once; none that is held out.
struct TrainingMaterial: Sendable {
  let notes: [RatedNote]
  /// One for each note.
  let texts: [ScoredTexts]
  private let parts: [DataSplit.Part]

  /// C of the heads' penalty. Every kind of features has length one, so that it need not grow with
  /// the texts.
  private static let inversePenalty = 2.0

  init(_ notes: [RatedNote], _ training: EvaluationModel.Training) {
    let split = DataSplit(seed: training.splitSeed)
    var seen: Set<[String]> = []
    let distinct = notes.filter { $0.hasLabel && split.part(of: $0) != .heldOut }
      .sorted { $0.id < $1.id }
      .filter { seen.insert($0.words).inserted }
    let taken = Self.sample(distinct, atMost: EvaluationModel.Training.mostNotes)
    self.notes = taken
    texts = training.workers.map(taken.count) { index in
      ScoredTexts(
        post: taken[index].post, note: taken[index].note, abuseRules: training.abuseRules)
    }
    parts = taken.map { split.part(of: $0) }
  }

  /// - Parameter notes: ascending by id; so is the sample.
  static func sample(_ notes: [RatedNote], atMost most: Int) -> [RatedNote] {
    guard notes.count > most else { return notes }
    func order(_ note: RatedNote) -> (UInt64, Int64) {
      (FeatureHash.mix(UInt64(bitPattern: note.id)), note.id)
    }
    return notes.sorted { order($0) < order($1) }.prefix(most).sorted { $0.id < $1.id }
  }

  func indices(of part: DataSplit.Part) -> [Int] {
    notes.indices.filter { parts[$0] == part }
  }

  /// Labels of the rarer kind among the notes that heads learn from.
  func labels(_ head: EvaluationHead) -> Int {
    let labels = indices(of: .heads).compactMap { notes[$0].evidence.label(head) }
    return min(labels.count { $0 }, labels.count { !$0 })
  }

  /// A head; without labels of both kinds, one that says nothing.
  func head(_ head: EvaluationHead, _ workers: Workers) -> LinearHead {
    guard labels(head) > 0 else {
      return LinearHead(
        intercept: 0, weights: Array(repeating: 0, count: NoteFeatures.columnCount))
    }
    var rows = SparseRows(columnCount: NoteFeatures.columnCount)
    var labels: [UInt8] = []
    for index in indices(of: .heads) {
      guard let label = notes[index].evidence.label(head) else { continue }
      rows.append(texts[index].row)
      labels.append(label ? 1 : 0)
    }
    return LinearHead(
      rows, labels: labels, inversePenalty: Self.inversePenalty, workers: workers)
  }
}
