/// How a post refers to another.
public struct PostReference: Hashable, Codable, Sendable {
  public var kind: Kind
  public var postID: PostID

  public enum Kind: String, Codable, Sendable, CaseIterable {
    case quoted
    case repliedTo = "replied_to"
    /// The post only repeats the other.
    case reposted = "retweeted"
  }

  public init(_ kind: Kind, _ postID: PostID) {
    self.kind = kind
    self.postID = postID
  }

  /// The references that writers are shown: the first quoted post and the first replied to. A
  /// second of a kind makes published clients give up on their whole batch.
  public static func shown(_ references: [PostReference]) -> [PostReference] {
    var kinds: Set<Kind> = [.reposted]
    return references.filter { kinds.insert($0.kind).inserted }
  }

  /// Whether a post may be offered: never one that only repeats another.
  public static func mayBeOffered(_ references: [PostReference]) -> Bool {
    !references.contains { $0.kind == .reposted }
  }
}
