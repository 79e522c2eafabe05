/// What a password must be (NIST SP 800-63B, section 5.1.1.2): long enough, not among those that
/// everybody tries, not made of the account's own words. No rules on kinds of characters.
public struct PasswordRules: Hashable, Sendable {
  public var leastCharacters: Int
  public var mostCharacters: Int

  public init(leastCharacters: Int = 10, mostCharacters: Int = 200) {
    self.leastCharacters = leastCharacters
    self.mostCharacters = mostCharacters
  }

  public enum Problem: Hashable, Sendable {
    case tooShort(least: Int)
    case tooLong(most: Int)
    /// One that guessers try first.
    case tooCommon
    /// Little more than the address or name of the account.
    case containsOwnName
  }

  /// What is wrong; nil: the password can be taken.
  ///
  /// - Parameter names: the account's address and name.
  public func problem(_ password: String, names: [String]) -> Problem? {
    if password.count < leastCharacters { return .tooShort(least: leastCharacters) }
    if password.count > mostCharacters { return .tooLong(most: mostCharacters) }
    let bare = password.lowercased().filter { $0.isLetter || $0.isNumber }
    if Set(bare).count < 4 || Self.common.contains(where: { isMostly($0, bare) }) {
      return .tooCommon
    }
    for name in names.flatMap({ $0.lowercased().split { !$0.isLetter && !$0.isNumber } })
    where name.count >= 4 && isMostly(String(name), bare) {
      return .containsOwnName
    }
    return nil
  }

  /// Whether a password is a word and at most five characters more.
  private func isMostly(_ word: String, _ password: String) -> Bool {
    password.contains(word) && password.count - word.count <= 5
  }

  private static let common = [
    "password", "passwort", "1234567890", "123456789", "12345678", "qwertyuiop", "qwertz",
    "letmein", "iloveyou", "welcome", "administrator", "changeme", "football", "abcdefghij",
    "trustno1", "sunshine", "princess", "dragon", "communitynotes", "commonground",
  ]
}
