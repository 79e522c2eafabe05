import ArgumentParser
import Outbound

/// The mail server that takes the site's mail.
struct MailOptions: ParsableArguments {
  @Option(help: "Mail server; without one the site sends no mail and verifies no addresses.")
  var smtpHost: String?

  var isSet: Bool { smtpHost != nil }
  var sender: any MailSender { DiscardedMail() }
}

/// The host's identity provider.
struct HostSignInOptions: ParsableArguments {
  @Option(help: "Issuer of the host's OpenID Connect provider.")
  var oidcIssuer: String?
}
