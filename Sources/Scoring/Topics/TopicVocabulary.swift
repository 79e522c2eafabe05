import Parallel
import Snapshot

/// The words that the classifier learns from, with the number of training posts they are on.
struct TopicVocabulary: Sendable {
  private(set) var words: [String] = []
  /// Training posts by word.
  private(set) var documentFrequency: [Int] = []

  /// Words on at least 25 and at most a quarter of the posts (at least one, and at most 1,000 posts,
  /// of a small site), without those that contain a seed term.
  init(_ posts: PostTexts, _ sketch: TokenSketch, hashSeed: UInt64, workers: Workers) {
    let least = posts.count < 2000 ? 1 : 25
    let most = max(1000, posts.count / 4)
    let shards = workers.map(PostShards.count) { shard in
      Self.count(
        posts, PostShards.range(shard, of: posts.count), sketch, least: least, hashSeed: hashSeed)
    }
    var all = ByteInterner(seed: hashSeed)
    var frequencies: [Int] = []
    for shard in shards {
      let numbers = all.intern(all: shard.tokens)
      frequencies.append(contentsOf: repeatElement(0, count: all.count - frequencies.count))
      for (local, number) in numbers.enumerated() {
        frequencies[Int(number)] += Int(shard.frequencies[local])
      }
    }
    for (number, frequency) in frequencies.enumerated()
    where (least...most).contains(frequency)
      && !all.withBytes(of: number, SeedTerms.shared.blocks)
    {
      words.append(all.text(number))
      documentFrequency.append(frequency)
    }
  }

  private static func count(
    _ posts: PostTexts, _ range: Range<Int>, _ sketch: TokenSketch, least: Int, hashSeed: UInt64
  ) -> (tokens: ByteInterner, frequencies: [UInt32]) {
    var text = PostText()
    var tokens = ByteInterner(seed: hashSeed)
    var frequencies: [UInt32] = []
    var lastPost: [Int] = []
    for post in range where !sketch.seeds.isConflicted(post) {
      text.read(post, of: posts)
      text.forEachToken { token in
        guard sketch.mayReach(least, token) else { return }
        let number = Int(tokens.intern(token))
        if number == frequencies.count {
          frequencies.append(0)
          lastPost.append(-1)
        }
        if lastPost[number] != post {
          lastPost[number] = post
          frequencies[number] += 1
        }
      }
    }
    return (tokens, frequencies)
  }
}
