/// A vote as the consensus counts it: who, and how far for the action (0, 0.5 or 1).
public struct CastVote: Hashable, Sendable {
  public let voter: MemberID
  public let favour: Double

  public init(_ voter: MemberID, _ value: VoteValue) {
    self.voter = voter
    favour = value.favour
  }

  public init(_ vote: Vote) { self.init(vote.voter, vote.value) }
}
