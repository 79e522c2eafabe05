import CommunityRules
import Dispatch
import Identity

/// One queue for all of scrypt: it takes a tenth of a second and 32 MB, which requests on other
/// threads must not feel, nor a flood of sign-ins multiply.
private let passwordQueue = DispatchQueue(label: "commonground.passwords", qos: .utility)

/// Runs something slow away from the threads that answer requests.
func onPasswordQueue<Result: Sendable>(
  _ body: @escaping @Sendable () throws -> Result
) async throws -> Result {
  try await withCheckedThrowingContinuation { continuation in
    passwordQueue.async { continuation.resume(with: Swift.Result { try body() }) }
  }
}

extension PasswordRules.Problem {
  /// In words for the person who chose the password.
  var message: String {
    switch self {
    case .tooShort(let least): "Choose a password of at least \(least) characters."
    case .tooLong(let most): "Choose a password of at most \(most) characters."
    case .tooCommon: "This password is among the first that guessers try. Choose another."
    case .containsOwnName: "Choose a password that is more than your name or address."
    }
  }
}

/// A mail address as far as a form can check it: one @, no blanks, a dot in the domain.
struct MailAddress {
  /// Lowercase.
  let text: String

  init?(_ raw: String) {
    let text = raw.trimmingBlanks.lowercased()
    let parts = text.split(separator: "@", omittingEmptySubsequences: false)
    guard text.utf8.count <= 254, parts.count == 2, !parts[0].isEmpty, parts[0].utf8.count <= 64,
      parts[1].contains("."), !parts[1].hasPrefix("."), !parts[1].hasSuffix("."),
      text.unicodeScalars.allSatisfy({
        $0.value > 0x20 && $0.value != 0x7F && $0 != "<" && $0 != ">"
      })
    else { return nil }
    self.text = text
  }
}

extension String {
  var trimmingBlanks: String {
    var text = Substring(self)
    while let first = text.first, first.isWhitespace { text.removeFirst() }
    while let last = text.last, last.isWhitespace { text.removeLast() }
    return String(text)
  }
}
