import Factorization
import Glibc
import Parallel

extension TopicModel {
  /// Trains on the posts whose seed terms agree, those without any included.
  ///
  /// Reads the texts three times. The model depends on the texts alone, not on `workers`. Memory:
  /// 8 bytes for each different word of each post, and about 2 KB a word of the vocabulary.
  public static func train(_ posts: PostTexts, workers: Workers = .all) -> TopicModel {
    // Differs from run to run, so that no text can be made to slow the tables down.
    let hashSeed = UInt64.random(in: .min ... .max)
    let sketch = TokenSketch(posts, hashSeed: hashSeed, workers: workers)
    let labels = (0..<posts.count).map { sketch.seeds.label($0) }
    let classes = Set(labels.compactMap { $0 }).sorted()
    guard classes.count > 1 else { return TopicModel(.failure(.oneLabel)) }
    let vocabulary = TopicVocabulary(posts, sketch, hashSeed: hashSeed, workers: workers)
    guard !vocabulary.words.isEmpty else { return TopicModel(.failure(.noWords)) }

    let trainingPosts = Double(labels.count { $0 != nil })
    let inverse = vocabulary.documentFrequency.map {
      log((1 + trainingPosts) / (1 + Double($0))) + 1
    }
    let words = TopicWords(vocabulary.words, inverseDocumentFrequency: inverse)
    let regression = MultinomialLogisticRegression.fit(
      rows(posts, labels, words, workers: workers),
      labels: labels.compactMap { label in
        label.flatMap { classes.firstIndex(of: $0) }.map(UInt8.init)
      },
      classCount: classes.count, workers: workers)
    return TopicModel(
      .success(
        Classifier(
          words: vocabulary.words, inverseDocumentFrequency: inverse,
          topics: classes.map(NoteTopic.init(rawValue:)), regression: regression)))
  }

  /// The features of the posts that have a label.
  private static func rows(
    _ posts: PostTexts, _ labels: [UInt8?], _ words: TopicWords, workers: Workers
  ) -> SparseRows {
    let columns = words.inverseDocumentFrequency.count
    let shards = workers.map(PostShards.count) { shard in
      var features = TopicFeatures(words)
      var rows = SparseRows(columnCount: columns)
      for post in PostShards.range(shard, of: posts.count) where labels[post] != nil {
        features.read(post, of: posts)
        rows.append(features.row)
      }
      return rows
    }
    return SparseRows(joining: shards, columnCount: columns)
  }
}
