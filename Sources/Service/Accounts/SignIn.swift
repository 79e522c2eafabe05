import CommunityRules
import Identity
import Storage

/// A session that has just begun: what the browser keeps.
public struct NewSession: Sendable {
  public let token: String
  public let expiresAt: Int64
}

extension Site {
  static let wrongSignIn = SiteError.invalid(
    "password",
    "The address or the password is wrong, or the address is not confirmed by its mail yet.")

  /// Signs in by address and password.
  ///
  /// Unknown addresses cost as much time as known ones, and lock alike.
  public func signIn(email: String, password: String, client: String) async throws -> NewSession {
    try limits.take(.signIn, by: client, at: now)
    guard let address = MailAddress(email)?.text else { throw Self.wrongSignIn }
    let now = self.now
    let key = self.key.hash(Array(address.utf8), for: "sign-in")
    let account = try await store.read { try $0.account(email: address) }
    if let until = account?.lockedUntil ?? unknownSignIns.isLocked(key, at: now), until > now {
      throw Self.lockedSignIn(until: until)
    }
    guard let account, let hash = account.passwordHash.flatMap(PasswordHash.init(text:)) else {
      try await onPasswordQueue { try PasswordHash.spendTime(on: password) }
      if let until = unknownSignIns.isLocked(key, at: now) { throw Self.lockedSignIn(until: until) }
      unknownSignIns.fail(key, at: now)
      throw Self.wrongSignIn
    }
    let matches = try await onPasswordQueue { try hash.matches(password) }
    try await store.write { store in
      guard var account = try store.account(account.id) else { return }
      // Tries that were sent together all passed the look above; the lock holds for them too.
      if let until = account.lockedUntil, until > now { throw Self.lockedSignIn(until: until) }
      account.failedSignIns = matches ? 0 : account.failedSignIns + 1
      account.lockedUntil =
        matches ? nil : SignInLock.lockedUntil(failures: account.failedSignIns, at: now)
      try store.update(account)
      if account.lockedUntil != nil {
        try store.record("sign-in locked", by: nil, subject: "account \(account.id)", at: now)
      }
    }
    guard matches else { throw Self.wrongSignIn }
    // Who entered an address first does not own it: its owner confirms it. The answer tells nothing.
    if configuration.sendsMail, account.emailVerifiedAt == nil {
      try? await mailLink(
        to: account.email, account: account.id, purpose: .verifyAddress,
        subject: "Confirm your address")
      throw Self.wrongSignIn
    }
    return try await newSession(for: account.id)
  }

  private static func lockedSignIn(until: Int64) -> SiteError {
    .limited(reason: "Too many failed sign-ins. Wait before you try again.", retryAt: until)
  }

  private static let sessionLifetime: Int64 = 30 * 86_400_000

  func newSession(for account: AccountID) async throws -> NewSession {
    let token = SecretToken()
    let now = self.now
    let session = Session(
      tokenHash: token.hash, account: account, createdAt: now, lastSeenAt: now,
      expiresAt: now + Self.sessionLifetime)
    try await store.write { store in
      try store.deleteSessions(expiredAt: now)
      try store.insert(session)
    }
    return NewSession(token: token.text, expiresAt: session.expiresAt)
  }

  /// Whose session it is; nobody where it has ended.
  public func asker(sessionToken: String) async throws -> Asker {
    let hash = SecretToken(text: sessionToken).hash
    let now = self.now
    let found = try await store.read { store -> (Asker, Session)? in
      guard let session = try store.session(tokenHash: hash), session.expiresAt > now,
        let account = try store.account(session.account)
      else { return nil }
      return (try Asker(account: account, in: store), session)
    }
    guard let (asker, session) = found else { return .nobody }
    // One write in five minutes keeps a session that is used alive.
    if now - session.lastSeenAt > 300_000 {
      try await store.write {
        try $0.touchSession(tokenHash: hash, at: now, expiresAt: now + Self.sessionLifetime)
      }
    }
    return asker
  }

  public func signOut(sessionToken: String) async throws {
    let hash = SecretToken(text: sessionToken).hash
    try await store.write { try $0.deleteSession(tokenHash: hash) }
  }

  public func signOutEverywhere(_ asker: Asker) async throws {
    let account = try asker.requireAccount()
    try await store.write { try $0.deleteSessions(of: account.id) }
  }
}
