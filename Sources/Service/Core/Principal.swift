import CommunityRules
import Storage

/// Who asks: a signed-in account, the contributor it is (if any), and what the asker may do.
///
/// The contributor is known here because the person asks for themselves; nothing made for others
/// may be derived from both.
public struct Principal: Sendable {
  public let account: Account
  public let membership: Membership?
  public let contributor: Contributor?
  /// Nil: a browser session, which may do all that its account may.
  public let scopes: Set<String>?

  public init(
    account: Account, membership: Membership?, contributor: Contributor?,
    scopes: Set<String>? = nil
  ) {
    self.account = account
    self.membership = membership
    self.contributor = contributor
    self.scopes = scopes
  }

  public var isOperator: Bool { account.role == .operator }
}
