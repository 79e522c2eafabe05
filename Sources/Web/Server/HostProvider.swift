import Outbound

/// The host's identity provider, by which its members sign in.
public struct HostProvider: Sendable {
  /// What people know it as.
  public let name: String
  let client: OIDCClient

  public init(name: String, client: OIDCClient) {
    self.name = name
    self.client = client
  }
}
