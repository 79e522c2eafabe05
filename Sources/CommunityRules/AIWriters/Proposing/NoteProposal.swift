import NoteModel

/// A note as a writer proposes it, well formed by itself (AIW-50).
public struct NoteProposal: Hashable, Sendable {
  public var testMode: Bool
  public var postID: PostID
  public var text: String
  public var classification: Classification
  public var tags: Set<WriterTag>
  public var hasTrustworthySources: Bool
  public var isMediaNote: Bool

  public init(
    testMode: Bool, postID: PostID, text: String, classification: Classification = .misleading,
    tags: Set<WriterTag>, hasTrustworthySources: Bool = true, isMediaNote: Bool = false
  ) {
    self.testMode = testMode
    self.postID = postID
    self.text = text
    self.classification = classification
    self.tags = tags
    self.hasTrustworthySources = hasTrustworthySources
    self.isMediaNote = isMediaNote
  }

  /// Reads a body, whose schema is closed.
  ///
  /// - Throws: the first thing that is wrong with it: the schema, then text, then tags.
  public init(_ body: BodyValue) throws(ProposalRefusal) {
    do {
      let top = try BodyReader(body, allowed: ["test_mode", "post_id", "info"])
      let testMode = try top.boolean("test_mode")
      let post = try top.text("post_id")
      let info = try BodyReader(
        top.value("info"), at: "info",
        allowed: [
          "text", "classification", "misleading_tags", "trustworthy_sources", "is_media_note",
        ])
      try self.init(testMode: testMode, post: post, info: info)
    } catch let problem as BodyProblem {
      throw .schema(problem)
    } catch let refusal as ProposalRefusal {
      throw refusal
    } catch {
      preconditionFailure("a body is refused in no other way")
    }
  }

  private init(testMode: Bool, post: String, info: BodyReader) throws {
    let text = try info.text("text")
    let classificationName = try info.text("classification")
    let tagNames = try info.texts("misleading_tags")
    hasTrustworthySources = try info.boolean("trustworthy_sources")
    isMediaNote = try info.optionalBoolean("is_media_note") ?? false
    let postID = IDText<PostID>(post)
    if postID == .malformed { throw ProposalRefusal.malformedPostID(post) }
    guard let classification = Classification(writerName: classificationName) else {
      throw ProposalRefusal.unknownClassification(classificationName)
    }
    let problems = WriterNoteText(text).problems()
    if !problems.isEmpty { throw ProposalRefusal.text(problems) }
    var tags: Set<WriterTag> = []
    for name in tagNames {
      guard let tag = WriterTag(rawValue: name) else { throw ProposalRefusal.unknownTag(name) }
      tags.insert(tag)
    }
    switch classification {
    case .misleading: if tags.isEmpty { throw ProposalRefusal.noTag }
    case .notMisleading: if !tags.isEmpty { throw ProposalRefusal.tagsWithoutUse }
    }
    guard case .id(let postID) = postID else { throw ProposalRefusal.unknownPost(post) }
    self.testMode = testMode
    self.postID = postID
    self.text = text
    self.classification = classification
    self.tags = tags
  }

  /// The answers as the public notes table has them.
  public var answers: NoteReasons {
    var answers = NoteReasons(tags.map(\.reason))
    if hasTrustworthySources { answers.insert(.trustworthySources) }
    if isMediaNote { answers.insert(.isMediaNote) }
    return answers
  }
}
