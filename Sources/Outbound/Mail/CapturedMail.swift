/// Keeps mail in memory, for tests and trials.
public actor CapturedMail: MailSender {
  /// In the order sent.
  public private(set) var mails: [Mail] = []

  public init() {}

  public func send(_ mail: Mail) { mails.append(mail) }

  /// The last mail to an address.
  public func last(to address: String) -> Mail? { mails.last { $0.to == address } }

  /// Forgets what was sent.
  public func removeAll() { mails = [] }
}
