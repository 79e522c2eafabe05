import CommunityRules

/// Contributors by alias and participant id: public.
public protocol ContributorRepository {
  func insert(_ contributor: Contributor) throws
  func update(_ contributor: Contributor) throws
  func contributor(_ id: ParticipantID) throws -> Contributor?
  func contributor(alias: String) throws -> Contributor?
  func contributors(_ ids: Set<ParticipantID>) throws -> [ParticipantID: Contributor]
  /// What stands beside a note of theirs.
  func authorLines(_ ids: Set<ParticipantID>) throws -> [ParticipantID: AuthorLine]
  func contributorCount() throws -> Int
  /// Everybody, ascending by participant id.
  func allContributors() throws -> [Contributor]

  func recordImpact(_ id: ParticipantID, day: Int64, writing: Int, rating: Int) throws
  /// What was recorded for a day.
  func impacts(onDay day: Int64) throws -> [ParticipantID: ImpactOnDay]
  /// Ascending by day.
  func impactHistory(_ id: ParticipantID, sinceDay: Int64) throws -> [ImpactOnDay]
}

/// A contributor's impacts at the end of a day.
public struct ImpactOnDay: Hashable, Sendable {
  /// Days since the epoch.
  public var day: Int64
  public var writing: Int
  public var rating: Int

  public init(day: Int64, writing: Int, rating: Int) {
    self.day = day
    self.writing = writing
    self.rating = rating
  }
}

/// A note's writer in a line.
public struct AuthorLine: Hashable, Sendable {
  public var id: ParticipantID
  public var alias: String
  public var isTopWriter: Bool
  public var isAutomated: Bool
}
