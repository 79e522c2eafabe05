/// How often somebody's requests for notes led to a helpful one (REQ-15 to REQ-18).
public enum RequesterLevel: Int, Comparable, Codable, Sendable, CaseIterable {
  case ordinary
  case medium
  case high

  public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }

  /// What a level takes.
  public struct Policy: Hashable, Codable, Sendable {
    public var highHitRate = 0.08
    public var highHelpfulNotes = 5
    public var mediumHitRate = 0.03
    public var mediumHelpfulNotes = 1

    public init() {}
  }

  /// The level that a record gives.
  ///
  /// - Parameters:
  ///   - eligibleRequests: made on posts before any note had been proposed there.
  ///   - helpfulNotes: posts that ended with a helpful note after such a request.
  public init(eligibleRequests: Int, helpfulNotes: Int, policy: Policy = Policy()) {
    let hitRate = Double(helpfulNotes) / Double(max(eligibleRequests, 1))
    if hitRate >= policy.highHitRate, helpfulNotes >= policy.highHelpfulNotes {
      self = .high
    } else if hitRate >= policy.mediumHitRate, helpfulNotes >= policy.mediumHelpfulNotes {
      self = .medium
    } else {
      self = .ordinary
    }
  }
}
