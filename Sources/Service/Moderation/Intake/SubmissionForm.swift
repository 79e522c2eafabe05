import Foundation

/// What an adapter submits: a post, an edit of one, or a member's flag (moderation-api 7.1). Its
/// bounds were checked where it was read.
public struct SubmissionForm: Sendable {
  /// The platform's key for it.
  public var clientKey: String
  public var requestedBy: String
  /// A slug, or the id of an owned community.
  public var community: String
  public var content: String?
  public var message: String?
  public var channel: String?
  public var author: String?
  public var metadata: JSONTree?
  public var similarityScore: Double?
  public var datasetName: String?
  public var datasetItem: String?

  public init(clientKey: String, requestedBy: String, community: String) {
    self.clientKey = clientKey
    self.requestedBy = requestedBy
    self.community = community
  }

  /// Whether a member forwarded it.
  var isFlag: Bool { metadata?["source"]?.text == "user_flag" }

  var flagKind: String {
    let kind = metadata?["flag_type"]
    return kind?.text ?? kind?.int.map(String.init) ?? ""
  }

  var categoryName: String? { metadata?["category"]?.text }
  /// Whether something is said of the category above the post's; an empty one says that there is none.
  var tellsParent: Bool { metadata?["parent_category"]?.text != nil }
  var parentChannel: String? {
    guard let parent = metadata?["parent_category"]?.text, (1...64).contains(parent.count),
      parent != channel
    else { return nil }
    return parent
  }
  var authorName: String? { metadata?["author_username"]?.text }
}

/// What was made of a submission.
public struct SubmissionAnswer: Sendable {
  public let card: SubmissionCard
  /// Whether a row was made for it.
  public let isNew: Bool
}
