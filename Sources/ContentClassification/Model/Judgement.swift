/// Labels with scores, and why: the classifier output of moderation 2.2.
public struct Judgement: Hashable, Sendable {
  /// One label's score, 0 to 1, and whether the classifier holds it true.
  public struct LabelScore: Hashable, Sendable {
    public let label: ContentLabel
    public let score: Double
    public let isFlagged: Bool

    /// Keeps `score` between 0 and 1; what is no number counts as 0.
    public init(_ label: ContentLabel, score: Double, isFlagged: Bool) {
      self.label = label
      self.score = score.isNaN ? 0 : min(max(score, 0), 1)
      self.isFlagged = isFlagged
    }
  }

  public static let maximumExplanationBytes = 500

  /// In the classifier's order, each label once: the first that triggers is quoted as the reason
  /// (moderation 2.3).
  public let scores: [LabelScore]
  /// Overall certainty, 0 to 1; `confidence`.
  public let confidence: Double
  /// For staff; at most 500 bytes.
  public let explanation: String

  /// Of a label named twice the first stays.
  public init(scores: [LabelScore], confidence: Double, explanation: String) {
    var seen: Set<ContentLabel> = []
    self.scores = scores.filter { seen.insert($0.label).inserted }
    self.confidence = confidence.isNaN ? 0 : min(max(confidence, 0), 1)
    self.explanation = explanation.prefix(utf8Bytes: Self.maximumExplanationBytes)
  }

  /// `category_labels`.
  public var categoryLabels: [ContentLabel: Bool] {
    Dictionary(uniqueKeysWithValues: scores.map { ($0.label, $0.isFlagged) })
  }

  /// `category_scores`; its keys are those of `categoryLabels`.
  public var categoryScores: [ContentLabel: Double] {
    Dictionary(uniqueKeysWithValues: scores.map { ($0.label, $0.score) })
  }

  public var flagged: [LabelScore] { scores.filter(\.isFlagged) }
  public var highestScore: Double { scores.lazy.map(\.score).max() ?? 0 }

  public func score(of label: ContentLabel) -> LabelScore? {
    scores.first { $0.label == label }
  }
}

extension String {
  /// The longest beginning of whole characters that has at most `limit` bytes in UTF-8.
  func prefix(utf8Bytes limit: Int) -> String {
    guard utf8.count > limit else { return self }
    var kept = ""
    var bytes = 0
    for scalar in unicodeScalars {
      bytes += UTF8.width(scalar)
      if bytes > limit { break }
      kept.unicodeScalars.append(scalar)
    }
    return kept
  }
}
