import Foundation

/// Who somebody is at a provider. Issuer and subject together never mean anybody else; all the rest
/// may change.
public struct OIDCIdentity: Hashable, Sendable {
  public var issuer: String
  public var subject: String
  public var email: String?
  /// Whether the provider says that the address is the person's.
  public var emailVerified: Bool
  public var name: String?
  /// When the account at the provider was made, where it says so.
  public var createdAt: Date?
  /// The name by which the provider's community knows the person as an author.
  public var authorKey: String?

  public init(
    issuer: String, subject: String, email: String? = nil, emailVerified: Bool = false,
    name: String? = nil, createdAt: Date? = nil, authorKey: String? = nil
  ) {
    self.issuer = issuer
    self.subject = subject
    self.email = email
    self.emailVerified = emailVerified
    self.name = name
    self.createdAt = createdAt
    self.authorKey = authorKey
  }
}
