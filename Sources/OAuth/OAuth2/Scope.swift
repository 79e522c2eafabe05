/// One thing that a token lets a program do (RFC 6749, section 3.3; rule 0.2).
public struct Scope: Hashable, Sendable, Comparable {
  public let name: String

  /// Nil where the name is empty, longer than 64 bytes, or holds anything but printable ASCII
  /// without spaces, quotation marks and backslashes.
  public init?(_ name: some StringProtocol) {
    guard (1...64).contains(name.utf8.count),
      name.utf8.allSatisfy({ (0x21...0x7E).contains($0) && $0 != 0x22 && $0 != 0x5C })
    else { return nil }
    self.name = String(name)
  }

  private init(known name: String) { self.name = name }

  /// Reading posts and notes.
  public static let tweetRead = Scope(known: "tweet.read")
  /// Writing, scoring and deleting notes.
  public static let tweetWrite = Scope(known: "tweet.write")
  /// Asking whose token it is.
  public static let usersRead = Scope(known: "users.read")
  /// A refresh token beside the access token.
  public static let offlineAccess = Scope(known: "offline.access")

  public static func < (a: Scope, b: Scope) -> Bool { a.name < b.name }
}
