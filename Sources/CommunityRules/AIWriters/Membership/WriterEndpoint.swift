/// What an AI writer can call. Both addresses of the evaluation are one endpoint, with one counter.
public enum WriterEndpoint: String, Codable, CodingKeyRepresentable, Sendable, CaseIterable {
  case proposeNote
  case deleteNote
  case listNotes
  case findPosts
  case evaluateText

  /// Whether `test_mode` must be given.
  public var hasTestMode: Bool {
    switch self {
    case .proposeNote, .listNotes, .findPosts: true
    case .deleteNote, .evaluateText: false
    }
  }

  /// Whether it manages notes, which a daily cap counts together.
  public var managesNotes: Bool { self == .proposeNote || self == .deleteNote }

  /// What an OAuth 2 token must allow.
  public var scope: Scope {
    switch self {
    case .listNotes, .findPosts: .read
    case .proposeNote, .deleteNote, .evaluateText: .write
    }
  }

  public enum Scope: String, Codable, Sendable, CaseIterable {
    case read = "tweet.read"
    case write = "tweet.write"
  }
}
