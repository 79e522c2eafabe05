import NoteModel

/// What a page token says: where the next page begins, and for whose query. Whoever hands it out
/// signs its text, and checks the signature before reading it back.
public struct PageClaims: Hashable, Sendable {
  public var caller: ParticipantID
  public var endpoint: WriterEndpoint
  /// `PostQuery.filters` or `NotesQuery.filters`.
  public var filters: String
  /// The last id of the page before; the next page holds smaller ones, so that newer posts and
  /// notes shift nothing.
  public var after: Int64
  public var issuedAt: Int64

  public init(
    caller: ParticipantID, endpoint: WriterEndpoint, filters: String, after: Int64, issuedAt: Int64
  ) {
    self.caller = caller
    self.endpoint = endpoint
    self.filters = filters
    self.after = after
    self.issuedAt = issuedAt
  }

  /// How long a token serves.
  public static let lifetime = Millis.hour
  static let mostBytes = 500

  /// The text to be signed, the same for the same claims.
  public var text: String {
    ["1", endpoint.rawValue, String(after), String(issuedAt), caller.rawValue, filters]
      .joined(separator: "|")
  }

  /// Reads a text back; nil: it is none of ours.
  public init?(text: String) {
    guard text.utf8.count <= Self.mostBytes else { return nil }
    let parts = text.split(separator: "|", maxSplits: 5, omittingEmptySubsequences: false)
      .map(String.init)
    guard parts.count == 6, parts[0] == "1", let endpoint = WriterEndpoint(rawValue: parts[1]),
      let after = Int64(parts[2]), let issuedAt = Int64(parts[3])
    else { return nil }
    self.init(
      caller: ParticipantID(rawValue: parts[4]), endpoint: endpoint, filters: parts[5],
      after: after, issuedAt: issuedAt)
    // One text for each value, so that no second spelling passes.
    guard self.text == text else { return nil }
  }

  /// Whether the token belongs to a query and is not too old.
  public func matches(
    caller: ParticipantID, endpoint: WriterEndpoint, filters: String, at now: Int64
  ) -> Bool {
    self.caller == caller && self.endpoint == endpoint && self.filters == filters
      && now - issuedAt < Self.lifetime
  }
}
