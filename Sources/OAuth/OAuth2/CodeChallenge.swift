/// What a program shows when it asks for a code, by method S256: nobody but the holder of the verifier
/// can use the code (RFC 7636, section 4.3). The method `plain` is not taken.
public struct CodeChallenge: Hashable, Sendable {
  public let text: String

  /// Nil unless it has the 43 characters of a SHA-256 in base 64 for addresses.
  public init?(_ text: String) {
    guard text.utf8.count == 43,
      text.utf8.allSatisfy({
        PercentEncoding.isUnreserved($0) && $0 != UInt8(ascii: ".") && $0 != UInt8(ascii: "~")
      })
    else { return nil }
    self.text = text
  }

  init(known text: String) { self.text = text }

  /// Whether a verifier is the one, compared in constant time (section 4.6).
  public func matches(_ verifier: CodeVerifier) -> Bool {
    equalInConstantTime(verifier.challenge.text, text)
  }
}
