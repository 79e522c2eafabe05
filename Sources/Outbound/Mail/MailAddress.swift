/// The address of one mailbox, such as `ada@example.org`, that can stand in a command and a header
/// without changing either.
struct MailAddress: Hashable, Sendable {
  let text: String

  /// - Parameter field: what to call it in an error.
  init(_ text: String, field: String) throws(MailError) {
    guard !text.hasControlCharacters else { throw .controlCharacter(field: field) }
    let parts = text.split(separator: "@", omittingEmptySubsequences: false)
    guard parts.count == 2, !parts[0].isEmpty, parts[0].utf8.count <= 64,
      !parts[1].isEmpty, text.utf8.count <= 254,
      !text.unicodeScalars.contains(where: {
        Self.separators.contains($0) || $0.properties.isWhitespace
      }),
      !text.hasPrefix("."), !text.contains(".."), !text.contains(".@"), !text.contains("@.")
    else { throw .invalidAddress(field: field) }
    self.text = text
  }

  var domain: Substring { text.split(separator: "@").last ?? "" }

  /// Whether a server needs SMTPUTF8 for it (RFC 6531).
  var needsUnicode: Bool { !text.utf8.allSatisfy { $0 < 0x80 } }

  /// What has a meaning of its own in a command or a list of addresses. Quoted local parts, which
  /// could hold these, are not taken.
  private static let separators: Set<Unicode.Scalar> = [
    "<", ">", ",", ";", ":", "\"", "(", ")", "[", "]", "\\",
  ]
}

extension String {
  /// Whether it holds a line break or another character that is none to read.
  var hasControlCharacters: Bool {
    unicodeScalars.contains {
      $0.properties.generalCategory == .control || $0 == "\u{2028}" || $0 == "\u{2029}"
    }
  }
}
