import CommunityRules
import Foundation
import Identity
import Storage

/// Who the host's identity provider says somebody is.
public struct HostIdentity: Hashable, Sendable {
  public var issuer: String
  public var subject: String
  public var email: String?
  public var emailVerified: Bool
  public var name: String?
  /// Milliseconds; when the account was made on the host.
  public var createdAt: Int64?
  /// Names the author of the person's posts.
  public var authorKey: String?

  public init(
    issuer: String, subject: String, email: String?, emailVerified: Bool, name: String?,
    createdAt: Int64?, authorKey: String?
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

/// A sign-in by the host that is under way: what the browser keeps until it comes back.
public struct HostSignInAttempt: Codable, Hashable, Sendable {
  public var state: String
  public var nonce: String
  public var codeVerifier: String

  /// A new one; all parts are secrets of 256 random bits.
  public init() {
    state = SecretToken().text
    nonce = SecretToken().text
    codeVerifier = SecretToken().text
  }
}

extension Site {
  /// Signs in who the host's provider vouches for; makes the account on the first visit.
  ///
  /// An account that exists under the same address is taken only where both sides have verified it:
  /// otherwise whoever enters an address first would own its later sign-ins.
  public func signIn(_ identity: HostIdentity) async throws -> NewSession {
    let now = self.now
    let subject = Account.Subject(issuer: identity.issuer, subject: identity.subject)
    let email = identity.email.flatMap { MailAddress($0)?.text }
    let id = try await store.write { store -> AccountID in
      if var known = try store.account(subject: subject) {
        known.authorKey = identity.authorKey ?? known.authorKey
        known.standing.hostCreatedAt = Self.later(known.standing.hostCreatedAt, identity)
        try store.update(known)
        return known.id
      }
      if let email, identity.emailVerified, var known = try store.account(email: email),
        known.emailVerifiedAt != nil, known.subject == nil, known.role == .member
      {
        known.subject = subject
        known.authorKey = identity.authorKey ?? known.authorKey
        known.standing.hostCreatedAt = Self.later(known.standing.hostCreatedAt, identity)
        try store.update(known)
        return known.id
      }
      let isFree = try email.map { try store.account(email: $0) == nil } ?? false
      let address = isFree ? email : nil
      return try store.insert(
        Account(
          id: AccountID(0),
          // Without an address of its own the account is named by who it is to the host.
          email: address ?? "\(SecretToken().text.lowercased())@host.invalid",
          emailVerifiedAt: address != nil && identity.emailVerified ? now : nil,
          name: String((identity.name ?? "Member").prefix(80)), subject: subject,
          authorKey: identity.authorKey, createdAt: now,
          standing: Account.Standing(hostCreatedAt: identity.createdAt)))
    }
    return try await newSession(for: id)
  }

  /// When the account counts as made: a wait that was laid on it (ACT-53) outlasts a new sign-in.
  private static func later(_ known: Int64?, _ identity: HostIdentity) -> Int64? {
    [known, identity.createdAt].compactMap(\.self).max()
  }

  /// Seals what the browser keeps during a sign-in by the host, so that nothing in it can be changed.
  public func seal(_ attempt: HostSignInAttempt) throws -> String {
    let bytes = Array(try JSONEncoder().encode(attempt))
    return Base64URL.encode(bytes) + "." + Base64URL.encode(key.hash(bytes, for: "host sign-in"))
  }

  /// The attempt that was sealed, if the provider's answer belongs to it.
  public func attempt(sealed text: String, state: String) -> HostSignInAttempt? {
    let parts = text.split(separator: ".")
    guard parts.count == 2, let bytes = Base64URL.decode(parts[0]),
      let seal = Base64URL.decode(parts[1]),
      constantTimeEqual(seal, key.hash(bytes, for: "host sign-in")),
      let attempt = try? JSONDecoder().decode(HostSignInAttempt.self, from: Data(bytes)),
      constantTimeEqual(Array(attempt.state.utf8), Array(state.utf8))
    else { return nil }
    return attempt
  }
}
