import CommunityRules
import Identity
import Logging
import Outbound
import Storage

/// What somebody enters to get an account.
public struct SignUpForm: Sendable {
  public var name: String
  public var email: String
  public var password: String
  public var agrees: Bool

  public init(name: String, email: String, password: String, agrees: Bool) {
    self.name = name
    self.email = email
    self.password = password
    self.agrees = agrees
  }
}

extension Site {
  /// Makes an account.
  ///
  /// Where the site sends mail, the answer is the same whether or not the address has an account: the
  /// mail says which, to the owner of the address alone.
  ///
  /// - Parameter client: a name for who asks, for rate limits.
  /// - Returns: a session where the site sends no mail; nil: a mail is under way.
  public func signUp(_ form: SignUpForm, client: String) async throws -> NewSession? {
    try limits.take(.signUp, by: client, at: now)
    let name = form.name.trimmingBlanks
    var problems: [FieldProblem] = []
    if name.isEmpty || name.count > 80 {
      problems.append(
        FieldProblem(field: "name", message: "Enter a name of at most 80 characters."))
    }
    let address = MailAddress(form.email)
    if address == nil {
      problems.append(FieldProblem(field: "email", message: "Enter a mail address."))
    }
    if let problem = PasswordRules().problem(form.password, names: [name, form.email]) {
      problems.append(FieldProblem(field: "password", message: problem.message))
    }
    if !form.agrees {
      problems.append(
        FieldProblem(field: "agree", message: "Agree to the rules of the site to go on."))
    }
    guard problems.isEmpty, let email = address?.text else { throw SiteError.invalid(problems) }

    let hash = try await onPasswordQueue { try PasswordHash(of: form.password).text }
    let now = self.now
    let account = try await store.write { store -> AccountID? in
      guard try store.account(email: email) == nil else { return nil }
      return try store.insert(
        Account(
          id: AccountID(0), email: email, name: name, passwordHash: hash, createdAt: now))
    }
    guard configuration.sendsMail else {
      guard let account else {
        throw SiteError.invalid("email", "This address has an account. Sign in instead.")
      }
      return try await newSession(for: account)
    }
    if let account {
      try await mailLink(
        to: email, account: account, purpose: .verifyAddress, subject: "Confirm your address")
    } else {
      try await send(
        Mail(
          to: email, subject: "You already have an account",
          text: """
            Somebody, perhaps you, asked for an account with this address at \
            \(configuration.name). You have one already: sign in at
            \(configuration.baseURL)/sign-in

            If it was not you, there is nothing to do.
            """))
    }
    return nil
  }

  /// What a link in a mail is for.
  enum MailPurpose: String, Sendable {
    case verifyAddress, resetPassword

    var path: String { self == .verifyAddress ? "/verify" : "/reset" }
    var lifetime: Int64 { self == .verifyAddress ? 3 * 86_400_000 : 3_600_000 }
  }

  func mailLink(
    to email: String, account: AccountID, purpose: MailPurpose, subject: String
  ) async throws {
    let token = SecretToken()
    let expiresAt = now + purpose.lifetime
    try await store.write { store in
      try store.insertMailToken(
        hash: token.hash, account: account, purpose: purpose.rawValue, expiresAt: expiresAt)
    }
    try await send(
      Mail(
        to: email, subject: subject,
        text: """
          \(subject) at \(configuration.name) by opening this link:
          \(configuration.baseURL)\(purpose.path)?token=\(token.text)

          If you did not ask for it, there is nothing to do.
          """))
  }

  /// Sends a mail; a server that refuses it is noted without the address.
  func send(_ message: Mail) async throws {
    do {
      try await mail.send(message)
    } catch {
      log.error("A mail could not be sent", metadata: ["reason": "\(error)"])
      throw SiteError.conflict(reason: "The mail could not be sent. Try again later.")
    }
  }

  /// Notes that the owner of a link in a mail reads that address.
  public func verifyAddress(token: String) async throws {
    let now = self.now
    try await store.write { store in
      guard
        let id = try store.takeMailToken(
          hash: SecretToken(text: token).hash, purpose: MailPurpose.verifyAddress.rawValue, at: now),
        var account = try store.account(id)
      else {
        throw SiteError.notFound(what: "This link was used or is too old. Sign in for a new one.")
      }
      account.emailVerifiedAt = now
      try store.update(account)
    }
  }
}
