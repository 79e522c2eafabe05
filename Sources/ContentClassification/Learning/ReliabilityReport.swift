/// How well scores agree with decisions that were not learned from.
public struct ReliabilityReport: Hashable, Sendable {
  /// Decisions whose scores lie in one tenth of the scale.
  public struct Bin: Hashable, Sendable {
    public let lowerBound: Double
    public let count: Int
    public let meanScore: Double
    /// The share that the community confirmed.
    public let confirmedShare: Double
  }

  /// A score, and whether the label was confirmed.
  public struct Sample: Hashable, Sendable {
    public let score: Double
    public let isTrue: Bool

    public init(score: Double, isTrue: Bool) {
      self.score = score
      self.isTrue = isTrue
    }
  }

  public static let binCount = 10

  public let count: Int
  public let confirmed: Int
  /// The bins that hold decisions, lowest first.
  public let bins: [Bin]
  /// Mean squared distance of score and decision (G. Brier, 1950); nil without decisions.
  public let brier: Double?
  /// Expected calibration error: the distance of mean score and confirmed share, over the bins by
  /// their counts; nil without decisions.
  public let calibrationError: Double?
  /// The chance that a confirmed decision scores higher than an overturned one, ties counting half:
  /// the area under the ROC curve. Nil unless there are both.
  public let areaUnderCurve: Double?

  public init(_ samples: [Sample]) {
    count = samples.count
    confirmed = samples.count(where: \.isTrue)
    var grouped: [[Sample]] = Array(repeating: [], count: Self.binCount)
    for sample in samples {
      let bin = Int((sample.score * Double(Self.binCount)).rounded(.down))
      grouped[min(max(bin, 0), Self.binCount - 1)].append(sample)
    }
    bins = grouped.enumerated().filter { !$0.element.isEmpty }.map { index, samples in
      Bin(
        lowerBound: Double(index) / Double(Self.binCount), count: samples.count,
        meanScore: samples.reduce(0) { $0 + $1.score } / Double(samples.count),
        confirmedShare: Double(samples.count(where: \.isTrue)) / Double(samples.count))
    }
    let total = Double(samples.count)
    if samples.isEmpty {
      brier = nil
      calibrationError = nil
    } else {
      brier =
        samples.reduce(0) {
          let distance = $1.score - ($1.isTrue ? 1 : 0)
          return $0 + distance * distance
        } / total
      calibrationError =
        bins.reduce(0) {
          $0 + ($1.meanScore - $1.confirmedShare).magnitude * Double($1.count)
        } / total
    }
    areaUnderCurve = Self.area(samples)
  }

  /// From the ranks of the confirmed decisions (Mann and Whitney), ties sharing theirs.
  private static func area(_ samples: [Sample]) -> Double? {
    let positives = Double(samples.count(where: \.isTrue))
    let negatives = Double(samples.count) - positives
    guard positives > 0, negatives > 0 else { return nil }
    let sorted = samples.sorted { $0.score < $1.score }
    var rankSum = 0.0
    var start = 0
    while start < sorted.count {
      var end = start
      while end < sorted.count, sorted[end].score == sorted[start].score { end += 1 }
      let rank = Double(start + 1 + end) / 2
      rankSum += rank * Double(sorted[start..<end].count(where: \.isTrue))
      start = end
    }
    return (rankSum - positives * (positives + 1) / 2) / (positives * negatives)
  }

  /// The scores of a classifier for one label on held-out decisions on it.
  public init(
    of classifier: EmbeddedClassifier, on heldOut: [ReviewedPost], label: ContentLabel
  ) {
    self.init(
      heldOut.filter { $0.outcome != .unremarked && $0.labels.contains(label) }.map {
        Sample(
          score: classifier.judge($0.text).score(of: label)?.score ?? 0,
          isTrue: $0.outcome == .confirmed)
      })
  }
}
