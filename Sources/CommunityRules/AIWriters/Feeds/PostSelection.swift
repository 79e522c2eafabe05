/// Which feed a writer asks for: `feed_size: large, feed_lang: ja` (AIW-30).
public struct PostSelection: Hashable, Sendable, CustomStringConvertible {
  public var size: FeedSize
  public var language: FeedLanguage

  public init(size: FeedSize = .small, language: FeedLanguage = .one("en")) {
    self.size = size
    self.language = language
  }

  /// What is wrong with a selection; each case carries what was given.
  public enum Problem: Error, Hashable, Sendable {
    /// Longer than any selection.
    case tooLong
    /// Not `name:value`.
    case noPair(String)
    case unknownName(String)
    case repeatedName(String)
    case unknownSize(String)
    /// Not `all` and not one language code.
    case unknownLanguage(String)
  }

  static let mostBytes = 200

  /// Reads decoded text: pairs between commas, in any order, each name at most once, spaces around
  /// names and values ignored. Blank text asks for the usual feed.
  public init(_ text: String, usualLanguage: FeedLanguage = .one("en")) throws(Problem) {
    self.init(language: usualLanguage)
    guard text.utf8.count <= Self.mostBytes else { throw .tooLong }
    if text.allSatisfy({ $0 == " " }) { return }
    var seen: Set<String> = []
    for item in text.split(separator: ",", omittingEmptySubsequences: false) {
      let sides = item.split(separator: ":", omittingEmptySubsequences: false)
        .map { $0.trimmingSpaces() }
      guard sides.count == 2 else { throw .noPair(item.trimmingSpaces()) }
      let (name, value) = (sides[0], sides[1])
      guard name == "feed_size" || name == "feed_lang" else { throw .unknownName(name) }
      guard seen.insert(name).inserted else { throw .repeatedName(name) }
      if name == "feed_size" {
        guard let size = FeedSize(rawValue: value) else { throw .unknownSize(value) }
        self.size = size
      } else {
        guard let language = FeedLanguage(value) else { throw .unknownLanguage(value) }
        self.language = language
      }
    }
  }

  /// The same for the same selection, however it was written.
  public var description: String { "feed_size:\(size.rawValue),feed_lang:\(language)" }
}

extension StringProtocol {
  /// Without spaces at its ends.
  func trimmingSpaces() -> String {
    let start = drop { $0 == " " }
    guard let end = start.lastIndex(where: { $0 != " " }) else { return "" }
    return String(start[...end])
  }
}
