import CommunityRules

extension PostFacts {
  private static let mostMedia = 20
  private static let mostCharacters = 25_000
  private static let mostCount = 1_000_000_000_000

  /// The same within bounds.
  ///
  /// - Throws: `SiteError.invalid` that names the field.
  func checked() throws -> PostFacts {
    func check(_ field: String, _ isFine: Bool, _ message: String) throws {
      if !isFine { throw SiteError.invalid(field, message) }
    }
    try check(
      "language", language.map { FeedLanguage($0) != nil && $0 != "all" } ?? true,
      "Give a language code such as en or pt-BR.")
    try check(
      "authorID",
      authorID.map { (1...19).contains($0.utf8.count) && $0.utf8.allSatisfy(Self.isDigit) } ?? true,
      "Give 1 to 19 digits.")
    try check(
      "authorUsername",
      authorUsername.map { name in
        (1...50).contains(name.utf8.count)
          && name.utf8.allSatisfy { Self.isDigit($0) || Self.isLetter($0) || $0 == 0x5F }
      } ?? true, "Give 1 to 50 letters A to Z, digits and underscores.")
    try check(
      "fullText", (fullText?.count ?? 0) <= Self.mostCharacters,
      "At most \(Self.mostCharacters) characters fit.")
    try check("media", media.count <= Self.mostMedia, "At most \(Self.mostMedia) fit.")
    try check(
      "media", media.allSatisfy(\.isWithinBounds), "An address or a number is out of bounds.")
    try check("references", references.count <= 3, "At most 3 fit.")
    try check(
      "counts",
      [quotes, bookmarks, repliesAskingForContext].allSatisfy { (0...Self.mostCount).contains($0) },
      "Counts are 0 to 10¹².")
    return self
  }

  fileprivate static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
  private static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }
}

extension PostFacts.Medium {
  fileprivate var isWithinBounds: Bool {
    let addresses = [url, previewImageURL].compactMap(\.self) + variants.map(\.url)
    let numbers =
      [width, height, durationMillis, views].compactMap(\.self) + variants.compactMap(\.bitRate)
    return variants.count <= 20 && (altText?.count ?? 0) <= 2_000
      && addresses.allSatisfy { PostAddress($0) != nil }
      && variants.allSatisfy { (1...100).contains($0.contentType.utf8.count) }
      && numbers.allSatisfy { (0...1_000_000_000_000).contains($0) }
  }
}
