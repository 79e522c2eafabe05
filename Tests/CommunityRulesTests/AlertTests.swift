import NoteModel
import Testing

@testable import CommunityRules

@Suite("Alerts")
struct AlertTests {
  private static let hour: Int64 = 3_600_000
  private static let day = 24 * hour
  /// Midnight in UTC.
  private static let now = 20_000 * day

  private static func recipients(_ count: Int) -> [AlertSampling.Recipient] {
    (0..<count).map { AlertSampling.Recipient(participant: ParticipantID(rawValue: "P\($0)")) }
  }

  @Test(
    "come as often as somebody wants, in a stretch of time that rolls on",
    arguments: [
      (AlertFrequency.allIn, 1), (.often, 7), (.sometimes, 30),
    ] as [(AlertFrequency, Int64)])
  func caps(frequency: AlertFrequency, days: Int64) {
    let times = AlertTimes()
    let oldest = Self.now - days * Self.day
    #expect(times.allow(frequency, sent: [], at: Self.now))
    #expect(times.allow(frequency, sent: [oldest, oldest + 1, Self.now], at: Self.now))
    #expect(!times.allow(frequency, sent: [oldest + 1, oldest + 1, Self.now], at: Self.now))
  }

  @Test("never come to those who want none")
  func never() {
    #expect(!AlertTimes().allow(.never, sent: [], at: Self.now))
  }

  @Test(
    "come by day in the recipient's time zone",
    arguments: [
      (0, false), (7, false), (8, true), (21, true), (22, false), (-3, true), (-2, false),
      (-14, true), (-16, true), (-17, false),
    ])
  func daytime(hours: Int, isAllowed: Bool) {
    #expect(
      AlertTimes().allow(.often, sent: [], secondsFromUTC: hours * 3600, at: Self.now)
        == isAllowed)
  }

  @Test(
    "go to twenty, to a share of many, or to all of few",
    arguments: [(0, 0), (3, 3), (20, 20), (21, 20), (400, 20), (401, 21), (10_000, 500)])
  func size(eligible: Int, size: Int) {
    #expect(AlertSampling().size(eligible: eligible) == size)
  }

  private static let unfit: [@Sendable (inout AlertSampling.Recipient) -> Void] = [
    { $0.isNoteAuthor = true }, { $0.isPostAuthor = true }, { $0.hasRated = true },
    { $0.mayRate = false }, { $0.seesPost = false }, { $0.frequency = .never },
    { $0.sent = [now, now, now] }, { $0.secondsFromUTC = 0 },
  ]

  @Test("go to nobody who may not rate, has rated, wrote it or wants no more", arguments: 0..<8)
  func eligible(index: Int) {
    var recipients = Self.recipients(3)
    Self.unfit[index](&recipients[1])
    var random = SplitMix64(seed: 1)
    let sample = AlertSampling().sample(of: recipients, at: Self.now, using: &random)
    #expect(sample.map(\.rawValue) == ["P0", "P2"])
  }

  @Test("go to the same people for the same numbers, in whatever order people are named")
  func repeatable() {
    var random = SplitMix64(seed: 9)
    var again = SplitMix64(seed: 9)
    let recipients = Self.recipients(300)
    #expect(
      AlertSampling().sample(of: recipients, at: Self.now, using: &random)
        == AlertSampling().sample(of: recipients.reversed(), at: Self.now, using: &again))
  }

  @Test("go to everybody with the same chance")
  func uniform() {
    var random = SplitMix64(seed: 4)
    var asked: [ParticipantID: Int] = [:]
    for _ in 0..<2000 {
      let sample = AlertSampling().sample(of: Self.recipients(50), at: Self.now, using: &random)
      #expect(sample.count == 20)
      for participant in sample { asked[participant, default: 0] += 1 }
    }
    // 2000 × 20 ÷ 50 = 800, with a standard deviation of 22.
    #expect(asked.count == 50)
    #expect(asked.values.allSatisfy { abs($0 - 800) < 110 })
  }

  @Test("are kept by the keys that the settings page sends")
  func keys() {
    #expect(AlertFrequency.allCases.map(\.rawValue) == ["allIn", "often", "sometimes", "never"])
  }
}

@Suite("Kinds of notices")
struct NoticeKindTests {
  @Test("can be switched off, except those that membership or writing hangs on")
  func switches() {
    let all = Set(NoticeKind.allCases)
    let writers: Set<NoticeKind> = [
      .writerEligible, .writerAdmitted, .writerSilent, .writerEarnedOut,
    ]
    #expect(
      Set(all.filter { $0.isSent(switchedOff: all) })
        == writers.union([
          .writingLocked, .admitted, .postHidden, .postRestored, .appealAnswered,
        ]))
    #expect(all.allSatisfy { $0.isSent(switchedOff: []) })
  }

  @Test("reach people outside the programme about admission and their own posts alone")
  func outside() {
    #expect(
      Set(NoticeKind.allCases.filter { !$0.isForContributors }) == [
        .admitted, .noteOnYourPost, .postHidden, .postRestored, .appealAnswered,
      ])
  }
}
