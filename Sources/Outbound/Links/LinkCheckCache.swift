import NoteEvaluation

/// What checks of links found, for a time, so that sites are not visited for every note that names
/// them.
public protocol LinkCheckCache: Sendable {
  /// What is known of a link; nil where nothing is, or not any more.
  ///
  /// - Parameter now: milliseconds since 1970.
  func check(of link: String, at now: Int64) async -> LinkCheck?

  /// Keeps what was found.
  ///
  /// - Parameter now: milliseconds since 1970.
  func keep(_ check: LinkCheck, of link: String, at now: Int64) async
}
