/// What an account needs before it may join (ACT-20 to ACT-27); every number is a setting.
public struct Eligibility: Hashable, Codable, Sendable {
  /// Days since the account was made on the host.
  public var accountAgeDays: Int
  /// Days for which a notice of a violation of the host's rules counts.
  public var violationDays: Int
  public var needsVerifiedEmail: Bool
  /// Whether one person must show to hold one membership alone.
  public var needsUniquenessProof: Bool
  /// Domains of addresses that anybody can have any number of.
  public var refusedEmailDomains: Set<String>

  public init(
    accountAgeDays: Int = 30, violationDays: Int = 180, needsVerifiedEmail: Bool = true,
    needsUniquenessProof: Bool = false, refusedEmailDomains: Set<String> = []
  ) {
    self.accountAgeDays = accountAgeDays
    self.violationDays = violationDays
    self.needsVerifiedEmail = needsVerifiedEmail
    self.needsUniquenessProof = needsUniquenessProof
    self.refusedEmailDomains = refusedEmailDomains
  }

  /// A criterion that is not met, and when it may be.
  public enum Unmet: Hashable, Sendable {
    case accountTooYoung(eligibleAt: Int64)
    case recentViolation(eligibleAt: Int64)
    case emailNotVerified
    case emailDomainRefused
    case noUniquenessProof
  }

  private static let day: Int64 = 86_400_000

  /// Every criterion that an account does not meet, each by itself (ACT-23).
  public func unmet(by account: Account, at now: Int64) -> [Unmet] {
    var unmet: [Unmet] = []
    let oldEnoughAt =
      (account.standing.hostCreatedAt ?? account.createdAt) + Int64(accountAgeDays) * Self.day
    if now < oldEnoughAt { unmet.append(.accountTooYoung(eligibleAt: oldEnoughAt)) }
    if let violation = account.standing.lastViolationAt {
      let forgottenAt = violation + Int64(violationDays) * Self.day
      if now < forgottenAt { unmet.append(.recentViolation(eligibleAt: forgottenAt)) }
    }
    if needsVerifiedEmail, account.emailVerifiedAt == nil { unmet.append(.emailNotVerified) }
    if let domain = account.email.split(separator: "@").last.map(String.init),
      isRefused(domain.lowercased())
    {
      unmet.append(.emailDomainRefused)
    }
    if needsUniquenessProof, account.standing.uniquenessProof == nil {
      unmet.append(.noUniquenessProof)
    }
    return unmet
  }

  /// A domain below a refused one is refused with it.
  private func isRefused(_ domain: String) -> Bool {
    let parts = domain.split(separator: ".")
    return parts.indices.contains { start in
      refusedEmailDomains.contains(parts[start...].joined(separator: "."))
    }
  }
}
