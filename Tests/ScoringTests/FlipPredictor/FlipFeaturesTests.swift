import NoteModel
import Snapshot
import Testing

@testable import Scoring

struct FlipFeaturesTests {
  @Test func burstIsTheMostRatingsInAWindowOfWholeMinutes() {
    // Given: minutes 0, 1, 1, 2, 7; seconds within them do not matter.
    let times: [Int64] = [59_000, 60_000, 119_000, 120_000, 420_000]

    // When
    let crowds = RatingCrowds(times, noteCreatedAt: 0, present: 420_000)

    // Then: windows of 1, 5, 15 and 60 minutes.
    #expect(crowds.burst == [2, 4, 5, 5])
  }

  @Test func firstAndRecentRatingsLieStrictlyWithinTheirWindows() {
    // Given
    let times = [0, 1, 4, 5, 20].map { $0 * Millis.minute }

    // When
    let crowds = RatingCrowds(times, noteCreatedAt: 0, present: 20 * Millis.minute)

    // Then
    #expect(crowds.first == [1, 3, 4, 5])
    #expect(crowds.recent == [1, 1, 1, 5])
  }

  @Test func statisticsTellBothSidesOfTheFactorAxis() {
    // Given
    var statistics = FactorStatistics()
    for factor in [0.5, 0.1, -0.2, -0.6, 0] { statistics.add(factor) }

    // Then: zero counts as negative.
    let expected: [FactorStatistic: Double] = [
      .largestPositive: 0.5, .largestNegative: 0.6, .meanPositive: 0.3,
      .meanNegative: 0.8 / 3, .standardDeviation: 0.403732584763727,
      .largestDifference: 1.1, .meanDifference: 0.3 + 0.8 / 3,
    ]
    for (statistic, value) in expected {
      #expect(abs(statistics[statistic] - value) < 1e-12, "\(statistic)")
    }
  }

  @Test func statisticsOfOneSideLeaveTheOtherMissing() {
    // Given
    var statistics = FactorStatistics()
    statistics.add(0.4)

    // Then
    #expect(statistics[.largestPositive] == 0.4)
    for statistic in [FactorStatistic.largestNegative, .standardDeviation, .meanDifference] {
      #expect(statistics[statistic].isNaN)
    }
  }

  @Test func columnsFillARowWithoutOverlap() {
    var columns: [FeatureColumn] = [.writingLatency] + PeerCount.allCases.map { .peers($0) }
    for origin in RatingOrigin.allCases {
      columns += RatingTag.allCases.map { .tagRatio(origin, $0.rawValue) }
      columns += FeatureColumn.viewpointCounts(origin)
      columns += FactorStatistic.allCases.map { .factorStatistic(origin, $0) }
    }
    for crowding in Crowding.allCases {
      columns += (0..<4).map { .crowdCount(crowding, window: $0) }
      columns += (0..<4).map { .crowdRatio(crowding, window: $0) }
    }
    #expect(columns.map(\.index).sorted() == Array(0..<FeatureColumn.count))
  }

  @Test func ratingsCountByViewpointAndAnswer() throws {
    // Given
    var flips = FlipSnapshot(participants: 4)
    flips.raterFactors = [-0.31, 0.25, 0.31, .nan]
    let note = flips.note()
    for rater in 0..<4 { flips.rating(of: note, by: UInt32(rater), minute: 20) }

    // When
    let table = try flips.features(of: note)

    // Then: the fourth rater has no viewpoint.
    for viewpoint in Viewpoint.allCases {
      #expect(table.value(0, .viewpointCount(.local, viewpoint, 2)) == 1)
      #expect(table.value(0, .viewpointCount(.local, viewpoint, 0)) == 0)
    }
    #expect(table.tokens[0][0].count == 4)
  }

  @Test(arguments: [
    (-0.3, Viewpoint.neutral), ((-0.3).nextDown, .negative), (0.3, .neutral),
    (0.3.nextUp, .positive),
  ])
  func viewpointIsNeutralUpToThreeTenths(factor: Double, expected: Viewpoint) {
    #expect(Viewpoint(factor: factor) == expected)
  }

  @Test func ratingsAfterTheCutoffAreUnknown() throws {
    // Given
    var flips = FlipSnapshot(participants: 2)
    let note = flips.note(minute: 10)
    flips.rating(of: note, by: 0, minute: 20, tags: RatingTags(.helpfulClear))
    flips.rating(of: note, by: 1, minute: 21)

    // When
    let table = try flips.features(of: note, cutoffMinute: 20)

    // Then
    #expect(table.tokens[0][0].count == 2)
    #expect(table.value(0, .tagRatio(.local, RatingTag.helpfulClear.rawValue)) == 1)
    #expect(table.value(0, .crowdCount(.first, window: 3)) == 1)
    #expect(table.value(0, .writingLatency) == Double(10 * Millis.minute))
  }

  @Test func ratingsOfPeersCountApartByWhatThePeerSays() throws {
    // Given: one rater gives two peers of a kind the same answer.
    var flips = FlipSnapshot(participants: 2)
    let note = flips.note()
    let misleading = [flips.note(), flips.note()]
    let fine = flips.note(.notMisleading)
    let elsewhere = flips.note(post: FlipSnapshot.post + 1)
    for peer in misleading + [fine, elsewhere] { flips.rating(of: peer, by: 1, minute: 20) }

    // When
    let table = try flips.features(of: note)

    // Then: no rating of its own, one token of either kind of peer.
    #expect(table.tokens.map { $0[0].count } == [0, 1, 1])
    #expect(table.value(0, .tagRatio(.local, 0)).isNaN)
    #expect(table.value(0, .tagRatio(.peerMisleading, 0)) == 0)
  }

  @Test func peersAndTheirStatusesCountOnceKnown() throws {
    // Given
    var flips = FlipSnapshot(participants: 1)
    let note = flips.note(minute: 10)
    let early = flips.note(minute: 20)
    let later = flips.note(minute: 30)
    flips.note(minute: 30, .notMisleading)
    flips.note(minute: 51)
    flips.firstStatus(.helpful, of: early, minute: 40)
    flips.firstStatus(.helpful, of: later, minute: 60)
    flips.snapshot.history.firstNmrDueToMinStableCrhTimeAt[early] = FlipSnapshot.at(35)
    flips.snapshot.history.firstNmrDueToMinStableCrhTimeAt[later] = FlipSnapshot.at(55)

    // When
    let table = try flips.features(of: note, cutoffMinute: 50)

    // Then
    let counts = PeerCount.allCases.map { table.value(0, .peers($0)) }
    #expect(counts == [3, 2, 1, 1, 1])
  }
}
