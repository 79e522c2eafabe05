import Parallel

/// The topics of posts.
public struct PostTopics: Sendable, Equatable {
  /// By position in `PostTexts.postIDs`.
  public var topic: [NoteTopic?]
  /// How well the classifier alone finds the seed labels again: the share found, averaged over
  /// labels (no topic being one). Nil without a classifier or labels.
  public var balancedAccuracy: Double?
  /// Nil where the classifier took part.
  public var shortfall: TopicShortfall?
}

extension TopicModel {
  /// A classifier that finds no larger share of the seed labels again is not used.
  static let minBalancedAccuracy = 0.35

  /// The topic of every post: what the classifier finds most likely, unless seed terms say
  /// otherwise and the classifier does not rule that out.
  ///
  /// Without a usable classifier, the topic that the seed terms of a post agree on.
  public func assign(_ posts: PostTexts, workers: Workers = .all) -> PostTopics {
    guard let classifier else {
      let seeds = Self.seedLabels(posts, workers: workers)
      return PostTopics(
        topic: (0..<posts.count).map { seeds.topic($0) }, balancedAccuracy: nil,
        shortfall: shortfall)
    }
    let words = TopicWords(
      classifier.words, inverseDocumentFrequency: classifier.inverseDocumentFrequency)
    let shards = workers.map(PostShards.count) { shard in
      var features = TopicFeatures(words)
      return PostShards.range(shard, of: posts.count).map { post in
        features.read(post, of: posts)
        return Prediction(
          found: features.seedTopics, probabilities: classifier.probabilities(features.row))
      }
    }
    let predictions = shards.flatMap { $0 }
    let accuracy = balancedAccuracy(predictions)
    if let accuracy, accuracy <= Self.minBalancedAccuracy {
      let seeds = SeedLabels(found: predictions.map(\.found))
      return PostTopics(
        topic: (0..<posts.count).map { seeds.topic($0) }, balancedAccuracy: accuracy,
        shortfall: .inaccurate(balancedAccuracy: accuracy))
    }
    return PostTopics(
      topic: predictions.map(\.decided), balancedAccuracy: accuracy, shortfall: nil)
  }

  private static func seedLabels(_ posts: PostTexts, workers: Workers) -> SeedLabels {
    let shards = workers.map(PostShards.count) { shard in
      var text = PostText()
      return PostShards.range(shard, of: posts.count).map { post in
        text.read(post, of: posts)
        return text.seedTopics
      }
    }
    return SeedLabels(found: shards.flatMap { $0 })
  }
}

/// Mean over the seed labels of the share of posts with that label for which the classifier alone
/// says the same; conflicted posts do not count.
func balancedAccuracy(_ predictions: [Prediction]) -> Double? {
  let seeds = SeedLabels(found: predictions.map(\.found))
  var posts = [Double](repeating: 0, count: NoteTopic.allCases.count + 1)
  var hits = posts
  for (post, prediction) in predictions.enumerated() {
    guard let label = seeds.label(post) else { continue }
    posts[Int(label)] += 1
    if prediction.mostLikely == label { hits[Int(label)] += 1 }
  }
  let recalls = posts.indices.filter { posts[$0] > 0 }.map { hits[$0] / posts[$0] }
  return recalls.isEmpty ? nil : recalls.reduce(0, +) / Double(recalls.count)
}

/// What seed terms and classifier say about one post.
struct Prediction: Sendable {
  let found: TopicSet
  /// By `NoteTopic.rawValue`, lane 0 for no topic.
  let probabilities: SIMD8<Double>

  /// The likeliest label, the lowest among equals; 0 for no topic.
  var mostLikely: UInt8 {
    var best = 0
    for label in 1...NoteTopic.allCases.count where probabilities[label] > probabilities[best] {
      best = label
    }
    return UInt8(best)
  }

  /// The topic of the post.
  var decided: NoteTopic? {
    // Of several seed topics the likeliest stands for all, the lowest among equals.
    var seed: NoteTopic?
    for topic in found.topics where seed.map({ probability($0) < probability(topic) }) ?? true {
      seed = topic
    }
    if let seed, 1 - probability(seed) <= seed.maxDoubt { return seed }
    return NoteTopic(rawValue: mostLikely)
  }

  private func probability(_ topic: NoteTopic) -> Double { probabilities[Int(topic.rawValue)] }
}

extension NoteTopic {
  /// How unlikely the classifier may find the topic of a post whose seed terms say so.
  fileprivate var maxDoubt: Double { self == .inDimensionTwo ? 0.98 : 0.99 }
}
