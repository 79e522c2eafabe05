import CommunityRules
import Identity
import Storage

extension Site {
  /// Makes an operator's account, or makes an account an operator's and sets its password.
  /// Only the command line calls this: who can run it owns the database anyway.
  ///
  /// - Throws: `SiteError.invalid` for an address or a password that can't be taken.
  public func makeOperator(email: String, name: String, password: String) async throws {
    guard let email = MailAddress(email)?.text else {
      throw SiteError.invalid("email", "This is no mail address.")
    }
    if let problem = PasswordRules().problem(password, names: [name, email]) {
      throw SiteError.invalid("password", problem.message)
    }
    let hash = try await onPasswordQueue { try PasswordHash(of: password).text }
    let now = self.now
    try await store.write { store in
      let id: AccountID
      if var account = try store.account(email: email) {
        guard try store.membership(of: account.id) == nil else {
          throw SiteError.conflict(
            reason: "This account takes part as a contributor; operators must not.")
        }
        account.role = .operator
        account.passwordHash = hash
        account.emailVerifiedAt = now
        account.lockedUntil = nil
        try store.update(account)
        try store.deleteSessions(of: account.id)
        try store.revokeAPITokens(of: account.id, at: now)
        id = account.id
      } else {
        id = try store.insert(
          Account(
            id: AccountID(0), email: email, emailVerifiedAt: now, name: name, passwordHash: hash,
            role: .operator, createdAt: now))
      }
      try store.record("operator made", by: nil, subject: "account \(id)", at: now)
    }
  }
}
