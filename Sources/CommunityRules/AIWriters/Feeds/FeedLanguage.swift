/// Which languages a feed holds.
public enum FeedLanguage: Hashable, Sendable, CustomStringConvertible {
  case all
  /// A language code in lower case.
  case one(String)

  /// Reads `all` or one language code: letters, then further parts after hyphens (BCP 47).
  public init?(_ text: some StringProtocol) {
    let code = text.lowercased()
    if code == "all" {
      self = .all
      return
    }
    let parts = code.split(separator: "-", omittingEmptySubsequences: false)
    guard code.utf8.count <= 35, let first = parts.first, (2...3).contains(first.utf8.count),
      first.utf8.allSatisfy({ (0x61...0x7A).contains($0) }),
      parts.dropFirst().allSatisfy({ part in
        (1...8).contains(part.utf8.count)
          && part.utf8.allSatisfy { (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) }
      })
    else { return nil }
    self = .one(code)
  }

  /// Whether a post belongs in the feed; `en` takes `en-GB` too.
  ///
  /// - Parameters:
  ///   - language: of the post, as its host tells; nil: unknown, which counts as the usual one.
  ///   - usual: the installation's language.
  public func takes(_ language: String?, usual: String = "en") -> Bool {
    guard case .one(let code) = self else { return true }
    let language = (language ?? usual).lowercased()
    return language == code || language.hasPrefix(code + "-")
  }

  public var description: String {
    switch self {
    case .all: "all"
    case .one(let code): code
    }
  }
}
