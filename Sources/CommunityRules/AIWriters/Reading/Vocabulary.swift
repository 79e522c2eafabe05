/// Which names of posts and their parts an answer uses: X renamed them, and clients of both kinds
/// call the same addresses.
public enum Vocabulary: Hashable, Sendable, CaseIterable {
  /// `tweet.fields`, `note_tweet`, `includes.tweets`
  case old
  /// `post.fields`, `note_post`, `includes.posts`
  case new
  case both

  public var hasOld: Bool { self != .new }
  public var hasNew: Bool { self != .old }

  /// The vocabulary of a request: both where it speaks neither, or mixes them.
  init(speaksOld: Bool, speaksNew: Bool) {
    self = speaksOld == speaksNew ? .both : speaksOld ? .old : .new
  }

  /// The names to write something under that has one name in each.
  public func names(old: String, new: String) -> [String] {
    switch self {
    case .old: [old]
    case .new: [new]
    case .both: [new, old]
    }
  }
}

/// Something that a list parameter selects, by one name or by one in each vocabulary.
public protocol Selectable: Hashable, CaseIterable, Sendable {
  /// The name in the new vocabulary; nil: it has none there.
  var newName: String? { get }
  /// The name in the old vocabulary; nil: it has none there.
  var oldName: String? { get }
}

extension Selectable {
  /// What a name stands for in either vocabulary.
  static func named(_ name: String) -> Self? {
    allCases.first { $0.newName == name || $0.oldName == name }
  }
}

extension Selectable where Self: RawRepresentable<String> {
  // One name for both, unless a type says otherwise.
  public var newName: String? { rawValue }
  public var oldName: String? { rawValue }
}
