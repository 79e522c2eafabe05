import CommunityRules

/// Why the site did not do what was asked; says what to do.
public enum SiteError: Error, Hashable, Sendable {
  /// Nobody is signed in.
  case notSignedIn
  /// The asker may not; the reason is for their eyes.
  case forbidden(reason: String)
  case notFound(what: String)
  /// What was entered can't be taken, by field.
  case invalid([String: String])
  /// What is there stands against it.
  case conflict(reason: String)
  /// Too many; possible again at that time (milliseconds since the epoch) where it is known.
  case limited(reason: String, retryAt: Int64?)
}
