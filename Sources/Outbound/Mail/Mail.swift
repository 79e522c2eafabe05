/// A message to one person, in plain text.
public struct Mail: Hashable, Sendable {
  public var to: String
  public var subject: String
  public var text: String

  public init(to: String, subject: String, text: String) {
    self.to = to
    self.subject = subject
    self.text = text
  }
}

/// Whatever delivers mail.
public protocol MailSender: Sendable {
  func send(_ mail: Mail) async throws
}
