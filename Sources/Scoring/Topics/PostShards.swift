/// Reads texts in a fixed number of shards, so that what is counted by shard does not depend on the
/// number of threads.
enum PostShards {
  static let count = 8

  static func range(_ shard: Int, of posts: Int) -> Range<Int> {
    shard * posts / count..<(shard + 1) * posts / count
  }
}
