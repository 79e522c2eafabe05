/// Why a note is not taken.
public enum ProposalRefusal: Error, Hashable, Sendable {
  // Of the body alone.
  case schema(BodyProblem)
  case malformedPostID(String)
  case unknownClassification(String)
  case text([WriterNoteText.Problem])
  case unknownTag(String)
  /// A misleading post without a reason.
  case noTag
  /// Reasons for being misleading on a post that is not.
  case tagsWithoutUse

  // Of the writer and the post.
  case notEnrolled
  case notAdmitted
  /// Unknown, deleted or protected.
  case unknownPost(String)
  /// The writer's own note, which is there already in the same mode.
  case duplicate(NoteID, on: PostID)
  /// A media note of the writer's own shows on the post.
  case matchedNoteShown(NoteID, on: PostID)
  /// No feed has offered the post to this writer lately (AIW-57).
  case notOffered(PostID)
  case mediaNotesNotEarned(impact: Int, needed: Int)
  /// The post has not exactly one image or exactly one video.
  case noSingleMedia
  case limitReached(WritingLimits.Reached)

  /// What kind of refusal it is, whatever it says.
  public enum Kind: Sendable {
    case invalid
    /// Not open to this writer.
    case notEarned
    /// Open later.
    case limited
  }

  public var kind: Kind {
    switch self {
    case .notEnrolled, .mediaNotesNotEarned: .notEarned
    case .limitReached: .limited
    default: .invalid
    }
  }

  /// The property at fault, dotted; nil: none.
  public var parameter: String? {
    switch self {
    case .schema(let problem): problem.parameter
    case .unknownClassification: "info.classification"
    case .text: "info.text"
    case .unknownTag, .noTag, .tagsWithoutUse: "info.misleading_tags"
    case .notAdmitted: "test_mode"
    case .malformedPostID, .unknownPost, .duplicate, .matchedNoteShown, .notOffered: "post_id"
    case .mediaNotesNotEarned, .noSingleMedia: "info.is_media_note"
    case .notEnrolled, .limitReached: nil
    }
  }

  /// What was given for it, at most 100 characters; nil where it would say nothing.
  public var value: String? {
    switch self {
    case .malformedPostID(let text), .unknownClassification(let text), .unknownTag(let text),
      .unknownPost(let text):
      String(String.UnicodeScalarView(text.unicodeScalars.prefix(100)))
    case .duplicate(_, let post), .matchedNoteShown(_, let post), .notOffered(let post):
      String(post.rawValue)
    case .notAdmitted: "false"
    case .mediaNotesNotEarned, .noSingleMedia: "true"
    default: nil
    }
  }
}
