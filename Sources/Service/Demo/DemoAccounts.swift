import CommunityRules

/// Accounts to look at a demo community with, by what they may do. They have no passwords: a server
/// that runs a demo signs people in to them by role.
public struct DemoAccounts: Hashable, Sendable {
  /// Reads, and has joined nothing.
  public var reader: AccountID
  /// Rates, and is close to being able to write.
  public var rater: AccountID
  /// Rates and writes.
  public var writer: AccountID
  /// Wrote a post on which a note is shown, and is no contributor.
  public var author: AccountID
  /// Runs the installation, and is no contributor.
  public var `operator`: AccountID

  public init(
    reader: AccountID, rater: AccountID, writer: AccountID, author: AccountID,
    operator: AccountID
  ) {
    self.reader = reader
    self.rater = rater
    self.writer = writer
    self.author = author
    self.operator = `operator`
  }
}

/// Why a demo community could not be made.
public enum DemoError: Error, Hashable, Sendable, CustomStringConvertible {
  /// Somebody uses the store already.
  case notEmpty
  /// By this seed nobody came out as one of the accounts should be.
  case nobodyFor(role: String)

  public var description: String {
    switch self {
    case .notEmpty: "The store has accounts or contributors. Make a demo in a new one."
    case .nobodyFor(let role): "Nobody in this demo can be its \(role). Try another seed."
    }
  }
}
