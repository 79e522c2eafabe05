import CommunityRules
import Identity
import Storage

extension Site {
  /// Sends a link for choosing a new password, if the address has an account. Says nothing either way.
  public func forgotPassword(email: String, client: String) async throws {
    try limits.take(.mail, by: client, at: now)
    guard configuration.sendsMail else {
      throw SiteError.conflict(
        reason: "This site sends no mail. Ask the operator for a new password.")
    }
    guard let address = MailAddress(email)?.text,
      let account = try await store.read({ try $0.account(email: address) })
    else { return }
    try limits.take(.mail, by: "reset \(account.id)", at: now)
    // Not waited for: how long a mail takes, or that it fails, would tell that there is an account.
    Task {
      try? await mailLink(
        to: account.email, account: account.id, purpose: .resetPassword,
        subject: "Choose a new password")
    }
  }

  /// Sets a new password by the link in a mail; ends every session and every program's token: whoever
  /// had the account before, or entered the address first, has nothing left of it.
  public func resetPassword(token: String, password: String) async throws {
    let now = self.now
    if let problem = PasswordRules().problem(password, names: []) {
      throw SiteError.invalid("password", problem.message)
    }
    let hash = try await onPasswordQueue { try PasswordHash(of: password).text }
    try await store.write { store in
      guard
        let id = try store.takeMailToken(
          hash: SecretToken(text: token).hash, purpose: MailPurpose.resetPassword.rawValue, at: now),
        var account = try store.account(id)
      else {
        throw SiteError.notFound(what: "This link was used or is too old. Ask for a new one.")
      }
      account.passwordHash = hash
      account.emailVerifiedAt = account.emailVerifiedAt ?? now
      account.failedSignIns = 0
      account.lockedUntil = nil
      try store.update(account)
      try store.deleteSessions(of: id)
      try store.revokeAPITokens(of: id, at: now)
      try store.record("password reset", by: id, subject: "account \(id)", at: now)
    }
  }

  /// Changes the password of who is signed in; ends every other session.
  public func changePassword(
    _ asker: Asker, current: String, new: String
  ) async throws -> NewSession {
    let account = try asker.requireAccount()
    try limits.take(.signIn, by: "account \(account.id)", at: now)
    if let hash = account.passwordHash.flatMap(PasswordHash.init(text:)) {
      guard try await onPasswordQueue({ try hash.matches(current) }) else {
        throw SiteError.invalid("current", "This is not your password.")
      }
    }
    if let problem = PasswordRules().problem(new, names: [account.name, account.email]) {
      throw SiteError.invalid("password", problem.message)
    }
    let hash = try await onPasswordQueue { try PasswordHash(of: new).text }
    let now = self.now
    try await store.write { store in
      guard var account = try store.account(account.id) else { throw SiteError.notSignedIn }
      account.passwordHash = hash
      try store.update(account)
      try store.deleteSessions(of: account.id)
      try store.record(
        "password changed", by: account.id, subject: "account \(account.id)", at: now)
    }
    return try await newSession(for: account.id)
  }
}
