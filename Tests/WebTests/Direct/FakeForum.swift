import Foundation
import Outbound
import Synchronization

@testable import Service

/// A Discourse forum behind its own interface, as far as it is called: it hides a post where staff
/// flag it and take action, takes each flag of one user once, and refuses to show what is visible.
final class FakeForum: ForumCalling {
  struct Post: Sendable {
    var isHidden = false
    var isDeleted = false
    var flags: Set<String> = []
  }

  private struct State {
    var posts: [String: Post] = [:]
    var whispers: [String] = []
    var calls: [ForumCall] = []
    var refusals: [ForumAnswer] = []
    /// Answers are lost on their way: what was asked is done all the same.
    var isDeaf = false
  }

  private let state = Mutex(State())

  func call(_ call: ForumCall) async -> ForumAnswer {
    state.withLock { state in
      state.calls.append(call)
      if !state.refusals.isEmpty { return state.refusals.removeFirst() }
      let answer = Self.answer(call, &state)
      return state.isDeaf && call.method != .get ? .none(reason: "cut off") : answer
    }
  }

  private static func answer(_ call: ForumCall, _ state: inout State) -> ForumAnswer {
    let path = call.url.replacing("https://forum.example.org", with: "")
    let form = Dictionary(call.form.map { ($0.name, $0.value) }, uniquingKeysWith: { $1 })
    let parts = path.split { "/?".contains($0) }.map(String.init)
    switch (call.method, parts.first) {
    case (.post, "posts.json"):
      guard form["whisper"] == "true" else { return refused(403) }
      state.whispers.append(form["raw"] ?? "")
      return .status(200, retryAfter: nil, body: Array(#"{"id":9,"post_type":4}"#.utf8))
    case (.post, "post_actions.json"):
      let id = form["id"] ?? ""
      guard var post = state.posts[id] else { return refused(404) }
      guard post.flags.insert(form["post_action_type_id"] ?? "").inserted else {
        return refused(403)
      }
      post.isHidden = form["take_action"] == "true"
      state.posts[id] = post
      return shown(id, post)
    case (.get, "posts") where parts.count > 2 && parts[2].hasPrefix("replies"):
      let replies = state.whispers.enumerated().map { index, text in
        JSONTree.object([
          "id": .int(Int64(index) + 9), "post_number": .int(Int64(index) + 4),
          "cooked": .text("<p>\(text)</p>"),
        ])
      }
      return .status(200, retryAfter: nil, body: Array(JSONTree.list(replies).canonical.utf8))
    case (.get, "posts"):
      let id = parts[1].replacing(".json", with: "")
      guard let post = state.posts[id] else { return refused(404) }
      return shown(id, post)
    case (.put, "posts"):
      guard let post = state.posts[parts[1]], post.isHidden else { return refused(403) }
      state.posts[parts[1]]?.isHidden = false
      return .status(200, retryAfter: nil, body: [])
    default: return refused(404)
    }
  }

  private static func shown(_ id: String, _ post: Post) -> ForumAnswer {
    let deleted = post.isDeleted ? #""2026-11-01T09:05:00.000Z""# : "null"
    return .status(
      200, retryAfter: nil,
      body: Array(
        #"{"id":\#(id),"post_number":3,"topic_id":310,"hidden":\#(post.isHidden),"deleted_at":\#(deleted)}"#
          .utf8))
  }

  private static func refused(_ status: Int) -> ForumAnswer {
    let kind = status == 404 ? "not_found" : "invalid_access"
    return .status(
      status, retryAfter: nil, body: Array(#"{"errors":["No."],"error_type":"\#(kind)"}"#.utf8))
  }

  // MARK: What tests do and see

  func has(_ id: Int64, _ post: Post = Post()) {
    state.withLock { $0.posts[String(id)] = post }
  }

  func refusesNext(_ answer: ForumAnswer) { state.withLock { $0.refusals.append(answer) } }
  func isDeaf(_ value: Bool) { state.withLock { $0.isDeaf = value } }
  func isHidden(_ id: Int64) -> Bool? { state.withLock { $0.posts[String(id)]?.isHidden } }
  var whispers: [String] { state.withLock { $0.whispers } }
  var calls: [ForumCall] { state.withLock { $0.calls } }
  /// Calls that change something.
  var changes: [ForumCall] { calls.filter { $0.method != .get } }
}
