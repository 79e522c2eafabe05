/// What is known of a submitted post before anybody judges it.
public struct PostFacts: Hashable, Sendable {
  /// The host's number of the author; negative: the host itself (its notices are posts too).
  public var authorNumber: Int64?
  /// Forwarded by a member, not submitted as new or edited.
  public var isFlagged = false
  /// What the text is beside the one that was exempted; nil: nothing was.
  public var rewrite: Rewrite?

  public init() {}
}

/// Why a post is not classified (moderation 2.5).
public enum ScanExemption: String, Codable, Sendable, CaseIterable {
  /// The host's own notices, which the system must not moderate.
  case systemAuthor
  case categoryDisabled
  /// Restored before, and not substantially rewritten since.
  case restored

  /// What exempts a post; nil: it is classified.
  public init?(of post: PostFacts, _ policy: ModerationPolicy) {
    if let number = post.authorNumber, number < 0 {
      self = .systemAuthor
    } else if !policy.enabled {
      self = .categoryDisabled
    } else if let rewrite = post.rewrite, !rewrite.isSubstantial {
      self = .restored
    } else {
      return nil
    }
  }
}
