/// What a text is compared by: words, and addresses as one token each (moderation 9.2).
public enum PostToken: Hashable, Sendable {
  case word(String)
  /// An address or image; the host is empty where it is the forum's own.
  case address(String, host: String)

  /// The host of an address; nil for words.
  public var host: String? { if case .address(_, let host) = self { host } else { nil } }
}
