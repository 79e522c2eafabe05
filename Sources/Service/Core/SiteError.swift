import CommunityRules

/// Why the site did not do what was asked; says what to do.
public enum SiteError: Error, Hashable, Sendable {
  /// Nobody is signed in.
  case notSignedIn
  /// The asker may not; the reason is for their eyes.
  case forbidden(reason: String)
  case notFound(what: String)
  /// What was entered can't be taken, by field; fields in the order of the form.
  case invalid([FieldProblem])
  /// What is there stands against it.
  case conflict(reason: String)
  /// Too many; possible again at that time (milliseconds since the epoch) where it is known.
  case limited(reason: String, retryAt: Int64?)

  static func invalid(_ field: String, _ message: String) -> SiteError {
    .invalid([FieldProblem(field: field, message: message)])
  }
}

/// What is wrong with one field of a form, in words for the person who filled it in.
public struct FieldProblem: Hashable, Codable, Sendable {
  public var field: String
  public var message: String

  public init(field: String, message: String) {
    self.field = field
    self.message = message
  }
}
