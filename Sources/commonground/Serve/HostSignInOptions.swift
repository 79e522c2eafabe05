import ArgumentParser
import Foundation
import Outbound
import Web

/// The host's identity provider. Its secret is in the environment.
struct HostSignInOptions: ParsableArguments {
  @Option(help: "Issuer of the host's OpenID Connect provider.")
  var oidcIssuer: String?

  @Option(help: "Client id of the site there; the secret is taken from COMMONGROUND_OIDC_SECRET.")
  var oidcClient: String?

  @Option(help: "What the host is called on the sign-in page.")
  var oidcName = "your host account"

  @Option(help: "Claim that names the author of a member's posts on the host.")
  var oidcAuthorClaim = "preferred_username"

  mutating func validate() throws {
    if (oidcIssuer == nil) != (oidcClient == nil) {
      throw ValidationError("--oidc-issuer and --oidc-client go together.")
    }
  }

  var provider: HostProvider? {
    guard let oidcIssuer, let oidcClient else { return nil }
    return HostProvider(
      name: oidcName,
      client: OIDCClient(
        settings: OIDCSettings(
          issuer: oidcIssuer, clientID: oidcClient,
          clientSecret: ProcessInfo.processInfo.environment["COMMONGROUND_OIDC_SECRET"] ?? "",
          authorKeyClaim: oidcAuthorClaim)))
  }
}
