import CommunityRules
import NoteModel
import Storage

/// Where somebody stands on the way into the programme.
public enum JoiningStep: Hashable, Sendable {
  /// May apply once these are met; empty: now.
  case apply(unmet: [Eligibility.Unmet])
  case waiting(since: Int64)
  /// Chooses one of these.
  case chooseAlias([String])
  case joined
  case left
  case removed
}

extension Site {
  public func joiningStep(_ asker: Asker) async throws -> JoiningStep {
    let account = try asker.requireAccount()
    try refuseOperator(asker)
    let now = self.now
    if let contributor = asker.contributor {
      if contributor.enrollment.state == .removed { return .removed }
      return contributor.leftAt == nil ? .joined : .left
    }
    let step = try await store.read { store -> JoiningStep? in
      guard let application = try store.application(of: account.id) else {
        return .apply(unmet: try unmet(by: account, in: store, at: now))
      }
      if application.admittedAt == nil { return .waiting(since: application.appliedAt) }
      let offers = try store.aliasOffers(to: account.id, since: now - Self.offerLifetime)
      return offers.count == AliasWords.offers ? .chooseAlias(offers) : nil
    }
    if let step { return step }
    return .chooseAlias(try await offerAliases(to: account.id))
  }

  private func refuseOperator(_ asker: Asker) throws {
    if asker.isOperator {
      throw SiteError.forbidden(reason: "Operators run the site and take no part in it.")
    }
  }

  func unmet(
    by account: Account, in store: any StoreTransaction, at now: Int64
  ) throws -> [Eligibility.Unmet] {
    var eligibility = try store.communitySettings().eligibility
    // A site without mail has no way to verify an address.
    if !configuration.sendsMail { eligibility.needsVerifiedEmail = false }
    return eligibility.unmet(by: account, at: now)
  }

  /// Applies for membership, agreeing to the values; admitted at once where places are not limited.
  public func apply(_ asker: Asker, agrees: Bool) async throws {
    let account = try asker.requireAccount()
    try refuseOperator(asker)
    guard agrees else {
      throw SiteError.invalid("agree", "Agree to the values of the programme to go on.")
    }
    let now = self.now
    try await store.write { store in
      guard try store.membership(of: account.id) == nil,
        try store.application(of: account.id) == nil
      else { throw SiteError.conflict(reason: "You have applied already.") }
      guard try unmet(by: account, in: store, at: now).isEmpty else {
        throw SiteError.forbidden(reason: "Some criteria are not met yet.")
      }
      try store.insert(
        Application(
          account: account.id, pool: account.standing.pool, appliedAt: now, valuesAgreedAt: now))
      if try store.communitySettings().placesPerDraw == nil {
        try store.admit([account.id], at: now)
      }
    }
  }

  // MARK: Alias

  /// How long an offered alias is kept for who was offered it (ACT-64).
  static let offerLifetime: Int64 = 86_400_000

  func offerAliases(to account: AccountID) async throws -> [String] {
    let now = self.now
    return try await store.write { store in
      var random = SystemRandomNumberGenerator()
      let offers = try AliasWords.english.offers(using: &random) { alias in
        try store.isAliasTaken(alias, for: account, since: now - Self.offerLifetime)
      }
      try store.replaceAliasOffers(to: account, offers, at: now)
      return offers
    }
  }

  /// Takes one of the offered aliases, for good: the account is a contributor from now on.
  public func chooseAlias(_ asker: Asker, _ alias: String) async throws {
    let account = try asker.requireAccount()
    let now = self.now
    try await store.write { store in
      guard let application = try store.application(of: account.id),
        application.admittedAt != nil, try store.membership(of: account.id) == nil
      else { throw SiteError.conflict(reason: "You have an alias, or are not admitted yet.") }
      let offers = try store.aliasOffers(to: account.id, since: now - Self.offerLifetime)
      guard offers.contains(alias) else {
        throw SiteError.invalid("alias", "Choose one of the aliases that are offered.")
      }
      let participant = NewIDs.participant()
      // Days, not instants: the moment of joining could tell an account by its other traces.
      let joinedAt = now / 86_400_000 * 86_400_000
      try store.insert(
        Contributor(
          id: participant, alias: alias, joinedAt: joinedAt,
          enrollment: Enrollment(lastStateChangeAt: joinedAt)))
      try store.insert(Membership(account: account.id, participant: participant))
      try store.replaceAliasOffers(to: account.id, [], at: now)
    }
  }
}
