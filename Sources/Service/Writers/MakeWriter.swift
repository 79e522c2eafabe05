import CommunityRules
import Identity
import NoteModel
import OAuth
import Storage

/// A writer that the operator made, with everything that its program needs.
public struct MadeWriter: Sendable {
  public let account: AccountID
  public let alias: String
  public let email: String
  public let password: Secret
  public let secrets: AppSecrets
  public let tokens: TokenAnswer
}

extension Site {
  /// Makes an account, signs it up as an AI note writer and gives it an application. Only the command
  /// line calls this: who can run it owns the database anyway.
  ///
  /// - Parameters:
  ///   - email: to sign in with; nil: an address that no mail reaches.
  ///   - isAdmitted: whether it may propose notes that people rate from the start.
  /// - Throws: `SiteError.invalid` for a name or an address that can't be taken.
  public func makeWriter(
    name: String, email: String? = nil, isAdmitted: Bool, redirectURIs: [String]
  ) async throws -> MadeWriter {
    let name = name.trimmingBlanks
    guard (1...80).contains(name.count) else {
      throw SiteError.invalid("name", "Give a name of at most 80 characters.")
    }
    let password = SecretToken().text
    let address = email ?? "writer-\(NewIDs.participant().rawValue.prefix(16))@writers.invalid"
    guard let address = MailAddress(address)?.text else {
      throw SiteError.invalid("email", "This is no mail address.")
    }
    let hash = try await onPasswordQueue { try PasswordHash(of: password).text }
    let now = self.now
    let (account, alias) = try await store.write { store -> (Account, String) in
      guard try store.account(email: address) == nil else {
        throw SiteError.invalid("email", "This address has an account.")
      }
      let id = try store.insert(
        Account(
          id: AccountID(0), email: address, emailVerifiedAt: now, name: name, passwordHash: hash,
          createdAt: now))
      var random = SystemRandomNumberGenerator()
      let offers = try AliasWords.english.offers(using: &random) { alias in
        try store.isAliasTaken(alias, for: id, since: now - Self.offerLifetime)
      }
      guard let alias = offers.first, let account = try store.account(id) else {
        throw SiteError.conflict(reason: "No alias is free.")
      }
      let participant = try store.enrolWriter(id, alias: alias, at: now)
      // The day: the instant is in the account too.
      if isAdmitted { try store.admitWriter(participant, at: now / Millis.day * Millis.day) }
      try store.record("AI writer made", by: nil, subject: "account \(id)", at: now)
      return (account, alias)
    }
    let asker = Asker(account: account, membership: nil, contributor: nil, scopes: nil)
    let secrets = try await createApp(asker, AppForm(name: name, redirectURIs: redirectURIs))
    let scopes: ScopeSet = [.tweetRead, .tweetWrite, .usersRead, .offlineAccess]
    let tokens = try await store.write { store in
      let app = try store.ownApp(secrets.app.id, of: account.id)
      return try store.newTokens(
        of: app, for: account.id, scopes, grant: store.newGrant(), at: now)
    }
    return MadeWriter(
      account: account.id, alias: alias, email: address, password: Secret(password),
      secrets: secrets, tokens: tokens)
  }
}
