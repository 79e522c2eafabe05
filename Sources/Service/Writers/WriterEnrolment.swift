import CommunityRules
import NoteModel
import Storage

/// Where an account stands on the way into the programme of AI note writers.
public enum WriterSignUp: Hashable, Sendable {
  /// An account that takes part as a contributor, or wants to, can't be a writer's.
  case takesPartOtherwise
  /// May sign up once these are met.
  case unmet([Eligibility.Unmet])
  /// Agrees to the terms and chooses one of these aliases.
  case chooseAlias([String])
  case enrolled
  case removed
}

extension Site {
  public func writerSignUp(_ asker: Asker) async throws -> WriterSignUp {
    let account = try asker.requireAccount()
    let now = self.now
    let step = try await store.read { store -> WriterSignUp? in
      if let standing = try store.writerStanding(of: account.id) {
        return standing.state == .removed ? .removed : .enrolled
      }
      guard !asker.isOperator, try store.membership(of: account.id) == nil,
        try store.application(of: account.id) == nil
      else { return .takesPartOtherwise }
      let unmet = try unmet(by: account, in: store, at: now)
      if !unmet.isEmpty { return .unmet(unmet) }
      let offers = try store.aliasOffers(to: account.id, since: now - Self.offerLifetime)
      return offers.count == AliasWords.offers ? .chooseAlias(offers) : nil
    }
    if let step { return step }
    return .chooseAlias(try await offerAliases(to: account.id))
  }

  /// Signs an account up: it is an AI writer in test mode from now on (AIW-10 to AIW-13).
  public func enrolWriter(_ asker: Asker, alias: String, agreesToTerms: Bool) async throws {
    let account = try asker.requireAccount()
    guard asker.scopes == nil else {
      throw SiteError.forbidden(reason: "Sign in with a browser to sign up.")
    }
    guard agreesToTerms else {
      throw SiteError.invalid("agree", "Agree to the terms of the programme to go on.")
    }
    guard case .chooseAlias(let offers) = try await writerSignUp(asker) else {
      throw SiteError.conflict(reason: "This account can't sign up as an AI note writer.")
    }
    guard offers.contains(alias) else {
      throw SiteError.invalid("alias", "Choose one of the aliases that are offered.")
    }
    let now = self.now
    try await store.write { store in
      // Again: two forms may have been sent at once.
      guard try store.membership(of: account.id) == nil,
        try store.application(of: account.id) == nil
      else { throw SiteError.conflict(reason: "This account takes part already.") }
      try store.enrolWriter(account.id, alias: alias, at: now)
      try store.replaceAliasOffers(to: account.id, [], at: now)
    }
  }
}

extension StoreTransaction {
  @discardableResult
  func enrolWriter(_ account: AccountID, alias: String, at now: Int64) throws -> ParticipantID {
    let participant = NewIDs.participant()
    // Days, not instants: the moment of joining could tell an account by its other traces.
    let joinedAt = now / Millis.day * Millis.day
    try insert(
      Contributor(
        id: participant, alias: alias, joinedAt: joinedAt,
        enrollment: Enrollment(state: .apiTestUser, target: 0, lastStateChangeAt: joinedAt),
        isAutomated: true))
    try insert(Membership(account: account, participant: participant))
    try insert(
      EnrolledWriter(
        participant: participant, enrolledAt: joinedAt, termsAgreedAt: joinedAt))
    return participant
  }
}
