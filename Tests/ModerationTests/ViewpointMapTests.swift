import Moderation
import Testing

@Suite("The map of viewpoints, under reviews")
struct ViewpointMapTests {
  private func camps(_ size: Int, votesInFit: Int = 30) -> ViewpointMap {
    var map = ViewpointMap(mean: 0.2)
    for number in 0..<size {
      for (camp, factor) in [("left", -0.8), ("right", 0.8)] {
        map.positions[MemberID("\(camp)-\(number)")] = ViewpointMap.Position(
          intercept: 0, factor: factor, votesInFit: votesInFit)
      }
    }
    return map
  }

  private func votes(_ camp: String, _ numbers: Range<Int>, _ value: VoteValue) -> [CastVote] {
    numbers.map { CastVote(MemberID("\(camp)-\($0)"), value) }
  }

  @Test("explains votes of one camp by its viewpoint, and of both by the item")
  func bridging() throws {
    // Given
    let map = camps(6)

    // When one camp is for an item, or both are
    let divided = map.reading(
      of: votes("left", 0..<6, .notHelpful) + votes("right", 0..<6, .helpful))
    let bridging = map.reading(of: votes("left", 0..<6, .helpful) + votes("right", 0..<6, .helpful))

    // Then
    let (apart, together) = (try #require(divided.item), try #require(bridging.item))
    #expect(apart.factor > 0.4 && apart.intercept < 0.4)
    #expect(abs(together.factor) < 1e-9 && together.intercept > 0.6)
  }

  @Test("solves the ridge regression of the scorer's note fits")
  func normalEquations() throws {
    // Given three voters
    var map = ViewpointMap(mean: 0.1)
    let positions = [(0.2, 0.5), (-0.1, -0.3), (0.05, 0.9)]
    let favours = [VoteValue.helpful, .notHelpful, .somewhatHelpful]
    for (number, position) in positions.enumerated() {
      map.positions[MemberID("\(number)")] = ViewpointMap.Position(
        intercept: position.0, factor: position.1, votesInFit: 9)
    }
    let votes = favours.enumerated().map { CastVote(MemberID("\($0.offset)"), $0.element) }

    // When
    let item = try #require(map.reading(of: votes).item)

    // Then no step in either direction lowers mean squared error plus penalties
    func loss(_ intercept: Double, _ factor: Double) -> Double {
      let errors = zip(positions, votes).map { position, vote in
        vote.favour - 0.1 - position.0 - intercept - factor * position.1
      }
      return errors.reduce(0) { $0 + $1 * $1 } / 3 + 0.15 * intercept * intercept
        + 0.03 * factor * factor
    }
    let least = loss(item.intercept, item.factor)
    for step in [-1e-3, 1e-3] {
      #expect(loss(item.intercept + step, item.factor) > least)
      #expect(loss(item.intercept, item.factor + step) > least)
    }
  }

  @Test("says nothing of an item on which fewer than two voted whom it knows")
  func strangers() {
    let map = camps(1)
    #expect(map.reading(of: []).item == nil)
    #expect(
      map.reading(of: votes("left", 0..<1, .helpful) + votes("left", 7..<20, .helpful)).item == nil)
    #expect(
      map.reading(of: votes("left", 0..<1, .helpful) + votes("right", 0..<1, .helpful)).item != nil)
  }

  @Test("takes over as it comes to know the voters")
  func share() {
    // Given the same votes of five in each camp
    let votes = votes("left", 0..<5, .helpful) + votes("right", 0..<5, .helpful)
    let rule = ConsensusRule()

    // When the fit had more and more votes of theirs
    let shares = [0, 5, 15, 25, 100].map { count in
      rule.reading(
        of: votes, on: "item", VotingHistory(),
        camps(5, votesInFit: count).reading(of: votes)
      ).mapShare
    }

    // Then
    #expect(shares == [0, 0, 0.5, 1, 1])
  }
}
