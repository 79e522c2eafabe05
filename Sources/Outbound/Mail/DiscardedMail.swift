/// Drops mail, for sites without a mail server: nobody gets links to sign in, nor notices.
public struct DiscardedMail: MailSender {
  public init() {}

  public func send(_ mail: Mail) async {}
}
