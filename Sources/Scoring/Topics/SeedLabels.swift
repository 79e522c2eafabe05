/// The topics of which each post contains seed terms.
struct SeedLabels: Sendable {
  /// By post.
  let found: [TopicSet]

  /// The topic on which all seed terms of a post agree; nil without terms, or if they disagree.
  func topic(_ post: Int) -> NoteTopic? {
    found[post].count == 1 ? found[post].topics[0] : nil
  }

  /// Whether a post has seed terms of several topics; such posts are not learned from.
  func isConflicted(_ post: Int) -> Bool { found[post].count > 1 }

  /// Class label for training: the topic's number, or 0 for none; nil for conflicted posts.
  func label(_ post: Int) -> UInt8? {
    isConflicted(post) ? nil : topic(post)?.rawValue ?? 0
  }
}
