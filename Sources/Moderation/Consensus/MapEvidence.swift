/// How well the map knows a voter, from the votes that its fit had of them: 0 up to `from` votes, 1
/// from `to` on, and evenly between.
///
/// Each vote moves it by a twentieth only, so that the cold start hands over without a jump.
public struct MapEvidence: Hashable, Codable, Sendable {
  public var from = 5
  public var to = 25

  public init() {}

  public func share(votesInFit: Int) -> Double {
    min(1, max(0, Double(votesInFit - from) / Double(max(1, to - from))))
  }
}
