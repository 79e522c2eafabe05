/// Why a mail was not handed over. Never holds the password, nor the text of an answer to it.
public enum MailError: Error, Hashable, Sendable {
  /// What was being said to the server.
  public enum Step: String, Hashable, Sendable {
    case greeting, hello, startTLS, sender, recipient, message
  }

  /// Not an address that a mail can go to or come from.
  case invalidAddress(field: String)
  /// A line break or another control character, which would let a text write headers of its own.
  case controlCharacter(field: String)
  case cannotConnect(reason: String)
  /// The settings ask for STARTTLS and the server does not have it.
  case encryptionNotOffered
  /// No encryption that can be trusted; mostly a certificate.
  case encryptionFailed(reason: String)
  /// A password would have crossed the network readable.
  case passwordWithoutEncryption
  /// The server takes none of the ways to sign in that are known here.
  case authenticationNotOffered
  case authenticationFailed(code: Int)
  case refused(step: Step, code: Int, reason: String)
  /// The server does not speak SMTP, or said more than it was asked.
  case malformedReply
  case connectionClosed
  case timedOut

  /// Whether the same mail may go through later.
  public var isTemporary: Bool {
    switch self {
    case .cannotConnect, .connectionClosed, .timedOut: true
    case .authenticationFailed(let code), .refused(_, let code, _): (400..<500).contains(code)
    default: false
    }
  }
}

extension MailError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .invalidAddress(let field): "The \(field) is no mail address."
    case .controlCharacter(let field): "The \(field) holds a line break or control character."
    case .cannotConnect(let reason): "The mail server can't be reached: \(reason)"
    case .encryptionNotOffered:
      "The mail server does not offer STARTTLS; set the security to tls, or to none on one machine."
    case .encryptionFailed(let reason): "No trusted encryption with the mail server: \(reason)"
    case .passwordWithoutEncryption:
      "A password is set and the security is none; set it to startTLS or tls."
    case .authenticationNotOffered:
      "The mail server offers neither AUTH PLAIN nor AUTH LOGIN on this connection."
    case .authenticationFailed(let code):
      "The mail server refused the user name or password (\(code))."
    case .refused(let step, let code, let reason):
      "The mail server refused the \(step.rawValue): \(code) \(reason)"
    case .malformedReply: "The mail server answered something that is not SMTP."
    case .connectionClosed: "The mail server closed the connection."
    case .timedOut: "The mail server took too long."
    }
  }
}
