import Foundation

/// The text of a note as the writers' interface counts it.
///
/// The form for people counts otherwise (`NoteText`): it takes marks at the end of an address for
/// the sentence's, and counts characters as readers see them.
public struct WriterNoteText: Hashable, Sendable {
  public let text: String
  /// Unicode scalar values of the composed text (NFC), where each address counts as one.
  public let length: Int
  /// Whether there is an address: `http://` or `https://` in lower case, and something behind it.
  public let hasLink: Bool

  public static let most = 280
  /// UTF-8 bytes of the whole text: an address counts as one character, however long it is.
  public static let mostBytes = 4_096

  public enum Problem: Hashable, Sendable {
    /// Nothing but white space.
    case blank
    case tooLong(length: Int, most: Int)
    /// Addresses that no browser takes.
    case tooManyBytes(most: Int)
    case noLink
    /// A character that no text has: anything of control but tabs and line ends.
    case controlCharacter
  }

  public init(_ text: String) {
    self.text = text
    let scalars = Array(text.precomposedStringWithCanonicalMapping.unicodeScalars)
    var (length, links, place) = (0, 0, 0)
    while place < scalars.count {
      length += 1
      if Self.addressBegins(in: scalars[place...]) {
        links += 1
        place = scalars[place...].firstIndex { $0.properties.isWhitespace } ?? scalars.count
      } else {
        place += 1
      }
    }
    self.length = length
    hasLink = links > 0
  }

  /// What is wrong; empty: the text can be taken.
  public func problems(most: Int = most) -> [Problem] {
    var problems: [Problem] = []
    if text.unicodeScalars.allSatisfy(\.properties.isWhitespace) { return [.blank] }
    if text.unicodeScalars.contains(where: Self.isRefused) { problems.append(.controlCharacter) }
    if text.utf8.count > Self.mostBytes {
      return [.tooManyBytes(most: Self.mostBytes)]
    }
    if length > most { problems.append(.tooLong(length: length, most: most)) }
    if !hasLink { problems.append(.noLink) }
    return problems
  }

  private static func addressBegins(in scalars: ArraySlice<Unicode.Scalar>) -> Bool {
    for scheme in schemes where scalars.starts(with: scheme) {
      if let next = scalars.dropFirst(scheme.count).first { return !next.properties.isWhitespace }
    }
    return false
  }

  private static let schemes = ["https://", "http://"].map { Array($0.unicodeScalars) }

  private static func isRefused(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.generalCategory == .control && !"\t\n\r".unicodeScalars.contains(scalar)
  }
}
