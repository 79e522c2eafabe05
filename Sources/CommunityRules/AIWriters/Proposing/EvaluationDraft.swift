/// A text that a writer wants scored before proposing it (AIW-29a). Nothing of it is kept.
public struct EvaluationDraft: Hashable, Sendable {
  public let postID: PostID
  public let text: String

  /// Reads a body, whose schema is closed: it takes no `test_mode` and no `info`.
  public init(_ body: BodyValue) throws(ProposalRefusal) {
    let post: String
    do {
      let top = try BodyReader(body, allowed: ["post_id", "note_text"])
      post = try top.text("post_id")
      text = try top.text("note_text")
    } catch {
      throw .schema(error)
    }
    switch IDText<PostID>(post) {
    case .malformed: throw .malformedPostID(post)
    case .unassigned: throw .unknownPost(post)
    case .id(let id): postID = id
    }
  }
}
