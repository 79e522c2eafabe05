/// Every version of one level of a policy, oldest first; nothing is ever taken out (moderation 11.2).
public struct PolicyHistory: Hashable, Codable, Sendable {
  public private(set) var versions: [Version] = []
  public let isCategory: Bool

  public struct Version: Hashable, Codable, Sendable {
    public let number: Int
    /// Nil: the overrides were removed, and the level inherits everything.
    public let level: PolicyLevel?
    public let changedBy: MemberID
    public let changedAt: Int64
  }

  public enum Refusal: Error, Hashable, Sendable {
    /// Somebody else changed it since it was read; the number is the current one.
    case versionMismatch(current: Int)
    case invalid([PolicyProblem])
  }

  public init(isCategory: Bool) { self.isCategory = isCategory }

  /// 0: nothing was ever said at this level.
  public var currentVersion: Int { versions.last?.number ?? 0 }

  public var current: PolicyLevel? { versions.last?.level }

  /// The history with one more version.
  ///
  /// - Parameters:
  ///   - level: nil removes the overrides.
  ///   - read: the version that the change is based on; nil: whatever is current.
  /// - Throws: `Refusal`; the history stays as it is.
  public func changing(
    to level: PolicyLevel?, by member: MemberID, at now: Int64, ifVersion read: Int? = nil,
    actions: Set<ActionKind> = Set(ActionKind.allCases)
  ) throws(Refusal) -> PolicyHistory {
    if let read, read != currentVersion { throw .versionMismatch(current: currentVersion) }
    let problems = level?.problems(isCategory: isCategory, actions: actions) ?? []
    guard problems.isEmpty else { throw .invalid(problems) }
    var next = self
    next.versions.append(
      Version(number: currentVersion + 1, level: level, changedBy: member, changedAt: now))
    return next
  }

  /// What held under a version, for an audit that replays a decision.
  public func level(ofVersion number: Int) -> PolicyLevel? {
    versions.first { $0.number == number }?.level
  }
}
