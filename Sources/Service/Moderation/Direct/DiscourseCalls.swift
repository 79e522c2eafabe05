import Outbound

/// The calls of a Discourse forum's interface that are needed, as its API documentation and, where
/// that is silent, its source has them (docs/connecting-forums.md).
struct DiscourseCalls: Sendable {
  let address: String
  let key: String
  /// In whose name: somebody on the forum's staff.
  let user: String
  let allowedHosts: Set<String>
  let caller: any ForumCalling

  /// Flags that hide at once if staff take action: inappropriate, spam, off topic.
  static let hidingFlags = [4, 8, 3]

  func post(_ id: String) async -> ForumAnswer {
    await call(.get, "/posts/\(id).json")
  }

  func flag(_ post: Int64, _ kind: Int) async -> ForumAnswer {
    await call(
      .post, "/post_actions.json",
      [
        ("id", String(post)), ("post_action_type_id", String(kind)), ("take_action", "true"),
      ])
  }

  func unhide(_ post: Int64) async -> ForumAnswer {
    await call(.put, "/posts/\(post)/unhide.json")
  }

  func whisper(_ text: String, about post: SeenPost) async -> ForumAnswer {
    await call(
      .post, "/posts.json",
      [
        ("raw", text), ("topic_id", String(post.topic)),
        ("reply_to_post_number", String(post.number)), ("whisper", "true"),
      ])
  }

  /// Answers to a post from a number on, 20 at once, those for staff among them.
  func replies(to post: Int64, after number: Int64) async -> ForumAnswer {
    await call(.get, "/posts/\(post)/replies.json?after=\(number)")
  }

  private func call(
    _ method: ForumCall.Method, _ path: String, _ form: [(name: String, value: String)] = []
  ) async -> ForumAnswer {
    await caller.call(
      ForumCall(
        method, address + path,
        headers: [
          ("Api-Key", key), ("Api-Username", user), ("User-Agent", "CommonGround/1 (moderation)"),
        ], form: form, allowedHosts: allowedHosts))
  }
}

/// A post as the forum shows it to staff.
struct SeenPost: Hashable, Sendable {
  var id: Int64
  var number: Int64
  var topic: Int64
  var isHidden: Bool
  var isDeleted: Bool

  init?(_ told: JSONTree) {
    guard let id = DiscourseNumber.positive(told["id"]),
      let number = DiscourseNumber.positive(told["post_number"]),
      let topic = DiscourseNumber.positive(told["topic_id"])
    else { return nil }
    self.id = id
    self.number = number
    self.topic = topic
    isHidden = told["hidden"]?.bool ?? false
    isDeleted = told["deleted_at"]?.text != nil
  }
}
