import ArgumentParser
import Foundation
import Outbound

/// The mail server that takes the site's mail. Its password is in the environment, so that no list
/// of processes shows it.
struct MailOptions: ParsableArguments {
  @Option(help: "Mail server; without one the site sends no mail and verifies no addresses.")
  var smtpHost: String?

  @Option(help: "Its port.")
  var smtpPort = 587

  @Option(help: "startTLS, tls, or none for a server on this machine.")
  var smtpSecurity: SMTPSettings.Security = .startTLS

  @Option(help: "User name; the password is taken from COMMONGROUND_SMTP_PASSWORD.")
  var smtpUser: String?

  @Option(help: "Address that mail comes from.")
  var smtpFrom: String?

  var isSet: Bool { smtpHost != nil }

  mutating func validate() throws {
    if isSet, smtpFrom == nil {
      throw ValidationError("--smtp-host needs --smtp-from, the address that mail comes from.")
    }
  }

  func sender(name: String) -> any MailSender {
    guard let smtpHost, let smtpFrom else { return DiscardedMail() }
    return SMTPSender(
      settings: SMTPSettings(
        host: smtpHost, port: smtpPort, security: smtpSecurity, username: smtpUser,
        password: ProcessInfo.processInfo.environment["COMMONGROUND_SMTP_PASSWORD"],
        fromAddress: smtpFrom, fromName: name))
  }
}

extension SMTPSettings.Security: ExpressibleByArgument {}
