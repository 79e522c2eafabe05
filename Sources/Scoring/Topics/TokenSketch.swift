import Parallel
import Snapshot

/// First pass over the texts: seed labels, and roughly how often each token occurs.
///
/// Tokens are counted by hash in a table much smaller than the vocabulary of a large site, which
/// has millions of words that occur once. A count is never too small, so that a token whose count
/// is below the limit can be left out before it is stored.
struct TokenSketch {
  let seeds: SeedLabels
  private let counts: [UInt8]
  private let hashSeed: UInt64

  init(_ posts: PostTexts, hashSeed: UInt64, workers: Workers) {
    // About four bytes of text a counter: more counters than tokens, up to 16 MB a shard.
    let wanted = min(max(posts.byteCount / 4, 1 << 10), 1 << 24)
    let size = 1 << (Int.bitWidth - (wanted - 1).leadingZeroBitCount)
    let shards = workers.map(PostShards.count) { shard in
      Self.count(posts, PostShards.range(shard, of: posts.count), size: size, hashSeed: hashSeed)
    }
    seeds = SeedLabels(found: shards.flatMap(\.found))
    var counts = [UInt8](repeating: 0, count: size)
    counts.withDisjointWrites { counts in
      workers.ranges(size, grain: 1 << 16) { range in
        for slot in range {
          counts[slot] = UInt8(min(255, shards.reduce(0) { $0 + Int($1.counts[slot]) }))
        }
      }
    }
    self.counts = counts
    self.hashSeed = hashSeed
  }

  /// Whether a token may be on `limit` posts; `limit` is at most 255.
  func mayReach(_ limit: Int, _ token: UnsafeBufferPointer<UInt8>) -> Bool {
    let hash = ByteInterner.hash(token, seed: hashSeed)
    return Int(counts[Int(truncatingIfNeeded: hash) & (counts.count - 1)]) >= limit
  }

  private static func count(
    _ posts: PostTexts, _ range: Range<Int>, size: Int, hashSeed: UInt64
  ) -> (found: [TopicSet], counts: [UInt8]) {
    var text = PostText()
    var found: [TopicSet] = []
    var counts = [UInt8](repeating: 0, count: size)
    for post in range {
      text.read(post, of: posts)
      let topics = text.seedTopics
      found.append(topics)
      guard topics.count <= 1 else { continue }
      text.forEachToken { token in
        let slot = Int(truncatingIfNeeded: ByteInterner.hash(token, seed: hashSeed)) & (size - 1)
        if counts[slot] < 255 { counts[slot] += 1 }
      }
    }
    return (found, counts)
  }
}
