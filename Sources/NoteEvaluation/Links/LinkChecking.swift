/// What a check of a link found.
public enum LinkCheck: Hashable, Sendable {
  /// One of the link's variants answered with status 200 in the end.
  case valid
  /// None did.
  case invalid
  /// Nobody asked, because this place has no network to ask; the address looks like a public one.
  case acceptedUnvisited

  /// Whether the note may keep the link.
  public var passes: Bool { self != .invalid }
}

/// Something that tells whether links work (section 10.5).
public protocol LinkChecking: Sendable {
  /// Tries the link's variants in order; one that works is enough. Never throws: a link that can't be
  /// reached is invalid.
  func check(_ link: NoteLink) async -> LinkCheck
}
