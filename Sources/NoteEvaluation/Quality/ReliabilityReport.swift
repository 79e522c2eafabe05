/// How well one evaluator's score tells what it should, measured on labelled notes.
public struct ReliabilityReport: Sendable, Encodable, Hashable {
  /// Notes whose predicted probabilities lie close together.
  public struct Bin: Sendable, Encodable, Hashable {
    public var notes: Int
    /// Mean of the predicted probabilities.
    public var predicted: Double
    /// Share of the notes for which it was so.
    public var observed: Double
  }

  /// The notes of one bucket.
  public struct Bucket: Sendable, Encodable, Hashable {
    public var bucket: EvaluationBucket
    public var notes: Int
    /// Share of the notes for which it was so; nil without notes.
    public var observed: Double?
  }

  public var evaluator: EvaluatorType
  /// Notes with a label, and those of them for which it was so.
  public var notes: Int
  public var positives: Int
  /// Area under the ROC curve (0.5: no better than chance); nil without labels of both kinds.
  public var auc: Double?
  /// Mean squared difference of predicted probability and label (Brier 1950), and what predicting the
  /// share of positives for all would have; nil without notes.
  public var brier: Double?
  public var brierOfShare: Double?
  /// Up to ten, of equally many notes, ascending.
  public var bins: [Bin]
  /// From best to worst.
  public var buckets: [Bucket]

  /// A scored note with a label.
  struct Case: Sendable {
    var score: Double
    var probability: Double
    var bucket: EvaluationBucket
    var label: Bool
  }

  init(_ evaluator: EvaluatorType, _ cases: [Case]) {
    self.evaluator = evaluator
    notes = cases.count
    positives = cases.count { $0.label }
    auc = Ranking.auc(cases.map { LabelledScore(score: $0.score, label: $0.label) })
    let share = Self.share(cases)
    brier = Self.meanSquare(cases) { $0.probability }
    brierOfShare = Self.meanSquare(cases) { _ in share ?? 0 }
    let ordered = cases.sorted { $0.probability < $1.probability }
    let binCount = min(10, ordered.count)
    bins = (0..<binCount).map { index in
      let part = ordered[
        ordered.count * index / binCount..<ordered.count * (index + 1) / binCount]
      return Bin(
        notes: part.count,
        predicted: part.reduce(0) { $0 + $1.probability } / Double(part.count),
        observed: Self.share(Array(part)) ?? 0)
    }
    buckets = EvaluationBucket.allCases.sorted(by: >).map { bucket in
      let part = cases.filter { $0.bucket == bucket }
      return Bucket(bucket: bucket, notes: part.count, observed: Self.share(part))
    }
  }

  private static func share(_ cases: [Case]) -> Double? {
    cases.isEmpty ? nil : Double(cases.count { $0.label }) / Double(cases.count)
  }

  private static func meanSquare(_ cases: [Case], _ prediction: (Case) -> Double) -> Double? {
    guard !cases.isEmpty else { return nil }
    return cases.reduce(0) { sum, one in
      let difference = prediction(one) - (one.label ? 1 : 0)
      return sum + difference * difference
    } / Double(cases.count)
  }
}
