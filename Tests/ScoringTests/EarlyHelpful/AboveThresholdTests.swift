import NoteModel
import Snapshot
import Testing

@testable import Scoring

@Suite("Whether and since when a note is predicted helpful")
struct AboveThresholdTests {
  private static let now: Int64 = 1_784_160_000_000
  private static let recent = now - 12 * Millis.hour
  private static let old = recent - 1

  private func time(_ value: Int64?) -> AboveThresholdTime {
    AboveThresholdTime(value: OptionalMillis(value))
  }

  @Test("A note must reach the threshold of the nearest number of ratings")
  func thresholds() {
    let expected: [(Int32, Double)] = [
      (8, 0.77), (9, 0.77), (10, 0.78), (12, 0.78), (13, 0.76), (17, 0.76), (18, 0.74), (25, 0.74),
      (26, 0.70), (40, 0.70), (41, 0.67), (100, 0.67),
    ]
    for (count, threshold) in expected {
      #expect(EarlyHelpfulModel.threshold(ratingCount: count) == threshold)
    }
    let at = EarlyHelpfulPrediction(ratingCount: 8, probability: 0.77, wasAbove: false)
    #expect(at.isAbove && !at.isRevoked)
    let below = EarlyHelpfulPrediction(ratingCount: 8, probability: 0.7699, wasAbove: false)
    #expect(!below.isAbove && !below.isRevoked)
  }

  @Test("A note that was above stays so down to one half")
  func revoking() {
    let kept = EarlyHelpfulPrediction(ratingCount: 8, probability: 0.5, wasAbove: true)
    #expect(kept.isAbove && !kept.isRevoked)
    let revoked = EarlyHelpfulPrediction(ratingCount: 8, probability: 0.4999, wasAbove: true)
    #expect(!revoked.isAbove && revoked.isRevoked)
  }

  @Test("The time keeps the first moment above, for twelve hours as above")
  func updating() {
    let cases: [(previous: Int64?, isAbove: Bool, value: Int64?)] = [
      (nil, true, Self.now), (nil, false, nil),
      (-1, true, Self.now), (-1, false, nil),
      (Self.recent, true, Self.recent), (-Self.recent, true, Self.recent),
      (Self.old, true, -Self.old), (-Self.old, true, -Self.old),
      (Self.recent, false, -Self.recent), (-Self.old, false, -Self.old),
    ]
    for (previous, isAbove, value) in cases {
      #expect(time(previous).updated(isAbove: isAbove, now: Self.now) == time(value))
    }
  }

  @Test("An ineligible note is not above, and its first time is kept")
  func ineligible() {
    func suppressed(_ value: Int64?, previous: Int64?) -> AboveThresholdTime {
      time(value).suppressed(isEligible: false, previous: time(previous), now: Self.now)
    }
    #expect(suppressed(Self.now, previous: nil) == time(-Self.now))
    #expect(suppressed(Self.recent, previous: Self.recent) == time(-Self.recent))
    // Above in the last run, without a prediction in this one.
    #expect(suppressed(nil, previous: Self.recent) == time(-Self.recent))
    #expect(suppressed(nil, previous: -Self.recent) == time(nil))
    #expect(suppressed(-Self.old, previous: nil) == time(-Self.old))
    #expect(suppressed(nil, previous: nil) == time(nil))
    #expect(suppressed(-1, previous: nil) == time(-1))
  }

  @Test("An eligible note is taken out once its twelve hours are over")
  func expired() {
    func suppressed(_ value: Int64?, previous: Int64? = nil) -> AboveThresholdTime {
      time(value).suppressed(isEligible: true, previous: time(previous), now: Self.now)
    }
    #expect(suppressed(Self.recent) == time(Self.recent))
    #expect(suppressed(Self.old) == time(-Self.old))
    #expect(suppressed(nil, previous: Self.recent) == time(nil))
  }

  @Test("A note without a prediction loses its time, whatever the history has")
  func withoutPrediction() throws {
    var community = EarlyCommunity(people: 2, notes: 2)
    community.history { history in
      history.abovePcrhThresholdTime = [OptionalMillis(Self.recent), OptionalMillis(Self.recent)]
    }
    let (_, data) = try community.prepared()

    let times = data.aboveThresholdTimes(
      [nil, nil], isEligible: { $0 == 0 }, now: Self.now)

    #expect(times == [.missing, OptionalMillis(-Self.recent)])
  }
}
