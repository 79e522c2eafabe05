import Factorization

/// Sorts posts by topic: a classifier trained on the posts that contain seed terms.
///
/// The value is all there is to a trained model; it can be saved and used on other posts.
public struct TopicModel: Sendable, Codable, Equatable {
  /// Nil where there was nothing to train; then seed terms alone decide.
  public let classifier: Classifier?
  /// Why there is no classifier.
  public let shortfall: TopicShortfall?

  /// Logistic regression on the words of a post.
  public struct Classifier: Sendable, Codable, Equatable {
    /// The words that count, in order of first appearance.
    public let words: [String]
    /// log((1 + n) / (1 + document frequency)) + 1 by word, with n training posts.
    public let inverseDocumentFrequency: [Double]
    /// What each class of the regression stands for, ascending; nil: no topic.
    public let topics: [NoteTopic?]
    public let regression: MultinomialLogisticRegression
  }

  init(_ result: Result<Classifier, TopicShortfall>) {
    switch result {
    case .success(let classifier):
      self.classifier = classifier
      shortfall = nil
    case .failure(let reason):
      classifier = nil
      shortfall = reason
    }
  }
}

extension TopicModel.Classifier {
  /// Probabilities by `NoteTopic.rawValue`, lane 0 for no topic; 0 for topics not trained on.
  func probabilities(_ row: [SparseEntry]) -> SIMD8<Double> {
    let byClass = regression.probabilities(row)
    var result = SIMD8<Double>.zero
    for (index, topic) in topics.enumerated() { result[Int(topic?.rawValue ?? 0)] = byClass[index] }
    return result
  }
}
