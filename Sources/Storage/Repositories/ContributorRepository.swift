import CommunityRules

/// Contributors by alias and participant id: public.
public protocol ContributorRepository {
  func insert(_ contributor: Contributor) throws
  func update(_ contributor: Contributor) throws
  func contributor(_ id: ParticipantID) throws -> Contributor?
  func contributor(alias: String) throws -> Contributor?
  func contributors(_ ids: Set<ParticipantID>) throws -> [ParticipantID: Contributor]
  func contributorCount() throws -> Int
  /// Everybody, ascending by participant id.
  func allContributors() throws -> [Contributor]

  func recordImpact(_ id: ParticipantID, day: Int64, writing: Int, rating: Int) throws
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
