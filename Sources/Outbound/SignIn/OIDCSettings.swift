/// A provider of OpenID Connect and what it knows this site as.
public struct OIDCSettings: Sendable {
  /// The provider's own address, as it writes it.
  public var issuer: String
  public var clientID: String
  /// Empty: a client without a secret, which its code verifier alone protects.
  public var clientSecret: String
  public var scopes: [String]
  /// The claim with the name that the provider's community knows the person by.
  public var authorKeyClaim: String
  /// The claim with the time at which the account was made; OpenID Connect has none of its own.
  public var createdAtClaim: String

  public init(
    issuer: String, clientID: String, clientSecret: String,
    scopes: [String] = ["openid", "email", "profile"],
    authorKeyClaim: String = "preferred_username", createdAtClaim: String = "created_at"
  ) {
    self.issuer = issuer
    self.clientID = clientID
    self.clientSecret = clientSecret
    self.scopes = scopes
    self.authorKeyClaim = authorKeyClaim
    self.createdAtClaim = createdAtClaim
  }
}

extension OIDCSettings: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  /// Without the secret: settings are printed and logged.
  public var description: String { "\(clientID) at \(issuer)" }

  public var debugDescription: String { description }

  public var customMirror: Mirror {
    Mirror(self, children: ["issuer": issuer, "clientID": clientID, "scopes": scopes])
  }
}
