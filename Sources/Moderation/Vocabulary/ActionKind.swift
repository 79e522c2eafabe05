/// What is done, or proposed, to a post (moderation 11.2).
public enum ActionKind: String, Codable, Sendable, CaseIterable {
  case hide
  case unhide
  case warn
  case silence
  case delete

  /// What the Discourse plugin can carry out.
  public static let discourse: Set<ActionKind> = [.hide, .unhide]
}
